"""The pages that put the portal together, with who reads them."""

from filing_portal.tests.reading import ABSENT, ELSEWHERE, Page

PAGES = (
    Page("home"),
    Page("health"),
    Page("accessibility"),
    Page("privacy"),
    Page("api:openapi-json"),
    Page("api:api-root", status=ABSENT),
    Page("landing", "member", status=ELSEWHERE),
    Page("dashboard", "newcomer"),
    Page("dashboard", "member"),
)
