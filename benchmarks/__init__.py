"""What the README's figures come from; each module says how to run it."""
