"""Codes of the roles that ship; what each may do is data."""

REVIEWER = "reviewer"
AUDITOR = "auditor"
SYSTEM_ADMINISTRATOR = "system_administrator"
