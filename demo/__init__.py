"""A made-up world for looking, measuring and testing, told by the real verbs.

Nothing imports it but its own command, `make run` and the tests.
"""
