"""Every page that can be read, as each app says it: for query budgets and benchmarks."""

from filing_portal.base import parts
from filing_portal.tests.reading import Page

PAGES: tuple[Page, ...] = tuple(page for part in parts.modules("tests.pages") for page in part.PAGES)
