"""Several replicas, with PostgreSQL, Redis and nginx; `make test-services` runs these."""
