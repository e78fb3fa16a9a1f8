"""The admins of rows that are read in the console and moved by verbs: their ground, their lists, their pages."""

from filing_portal.console.reading.ground import Address
from filing_portal.console.reading.lists import Tab
from filing_portal.console.reading.pages import ReadingAdmin, ReferenceAdmin

__all__ = ["Address", "ReadingAdmin", "ReferenceAdmin", "Tab"]
