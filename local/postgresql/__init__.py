"""Django's PostgreSQL backend, which has this checkout's servers running and migrated before its first connection."""
