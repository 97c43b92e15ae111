"""What is kept: rows, encryption, unit of work, migrations."""
