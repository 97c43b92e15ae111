"""Thin adapters between Rasa's dialogue and the services; one module a concern."""
