"""The default PostgreSQL and Valkey: where they live, who keeps them, and who shares them.

paths, processes, locks, binaries <- postgres, valkey <- keeper <- sharing <- default <- throwaway, postgresql
processes, locks <- launcher
"""
