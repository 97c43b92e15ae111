"""The counseling core: pure functions, no framework, no clock, no database."""
