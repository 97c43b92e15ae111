"""Policies of the project's own."""
