"""Practice: a simulated client, feedback on what the counselor does, and scores of whole talks."""
