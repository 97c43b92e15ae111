"""The ways in. All of them go through one gate."""
