"""The simulated client: a person who reacts to how they are treated. Pure: chance and likeness are passed in."""
