"""The console's pages of what inspections act on."""

from inspections.admin.inspections import InspectionAdmin

__all__ = ["InspectionAdmin"]
