"""Rembuk: a bilingual chatbot for counseling practice."""
