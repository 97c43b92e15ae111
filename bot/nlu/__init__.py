"""The graph components of the Rasa model and what they share."""
