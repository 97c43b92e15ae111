"""What can be done with a client's rows. A service fetches, asks the counseling core, changes, and commits once."""
