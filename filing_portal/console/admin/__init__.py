"""The console's pages of the ground floor: the audit log, officers, offices and roles."""

from filing_portal.console.admin.events import EventAdmin
from filing_portal.console.admin.offices import OfficeAdmin, OfficerAdmin, RoleAdmin

__all__ = ["EventAdmin", "OfficeAdmin", "OfficerAdmin", "RoleAdmin"]
