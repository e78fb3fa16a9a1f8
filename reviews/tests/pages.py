"""The pages of this room, with who reads them; lists and pages of cases are those of the filings."""

from filing_portal.tests.reading import ELSEWHERE, Page
from filings.tests.pages import filing

PAGES = (
    # The form of this stands on the page of the case; reading it leads there and shows no number.
    Page("admin:filings_filing_reveal", "reviewer", filing("submitted", "pk"), status=ELSEWHERE),
)
