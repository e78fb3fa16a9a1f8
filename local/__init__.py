"""The servers and the launcher of `make run`, of the tests and of commands on one machine. Production imports none.

place, processes <- locks, programs <- postgres, valkey <- keeper <- sharing <- default <- throwaway, postgresql
locks, processes <- launcher <- management (the command `run`)
"""
