"""Django's PostgreSQL backend, which has the default servers running before its first connection."""
