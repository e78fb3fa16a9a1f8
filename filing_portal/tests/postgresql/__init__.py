"""Django's PostgreSQL backend for tests: emptying the tables between transactional tests passes the ledger's guard."""
