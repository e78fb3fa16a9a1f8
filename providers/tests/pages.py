"""The pages of this room, with who reads them."""

from filing_portal.tests.reading import ELSEWHERE, Page, console, member

PAGES = (
    Page("providers:counties", query="?province=33"),
    Page("providers:register", "newcomer"),
    Page("providers:register_organisation", "newcomer"),
    Page("providers:register_individual", "newcomer"),
    *member(
        ("providers:detail",),
        # A verified provider corrects nothing here.
        ("providers:amend", lambda world: {}, "", ELSEWHERE),
    ),
    *console(
        "reviewer",
        ("providers_provider_changelist",),
        ("providers_provider_change", lambda world: {"object_id": world.provider.pk}),
    ),
)
