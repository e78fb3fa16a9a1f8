"""The pages of this room, with who reads them and a filing to read."""

from collections.abc import Callable

from filing_portal.tests.factories import make_filing
from filing_portal.tests.reading import ELSEWHERE, Page, World, console, member


def filing(status: str, key: str = "uuid") -> Callable[[World], dict]:
    """Return what finds the provider's newest filing in this status."""
    name = "object_id" if key == "pk" else key
    return lambda world: {name: getattr(world.provider.filings.filter(status=status).latest("pk"), key)}


def section(code: str) -> Callable[[World], dict]:
    return lambda world: filing("draft")(world) | {"code": code}


PAGES = (
    Page("filings:start_again", "member", filing("refused"), status=ELSEWHERE),
    *member(
        ("filings:list",),
        ("filings:start",),
        ("filings:draft", filing("draft")),
        ("filings:entity", filing("draft")),
        ("filings:correct_entity", filing("returned")),
        ("filings:section", section("service")),
        ("filings:section", section("server")),
        ("filings:section", section("person")),
        ("filings:check", filing("draft")),
        ("filings:discard", filing("draft")),
        ("filings:confirmation", filing("submitted")),
        ("filings:withdraw", filing("submitted")),
        *(("filings:detail", filing(status), f"?{status}") for status in ("submitted", "returned", "filed", "refused")),
    ),
    # The form of this stands on the page of the row itself; reading it leads there.
    Page("admin:filings_filing_decide", "reviewer", filing("submitted", "pk"), status=ELSEWHERE),
    *console("reviewer", ("filings_filing_changelist",), ("filings_filing_change", filing("submitted", "pk"))),
)


def add_samples(world) -> None:
    """Add a draft and a submitted filing of provider A to the world of the access tests."""
    provider = world.rows["providers.provider"]
    draft = make_filing(provider, service_name="甲方草稿服务")
    submitted = make_filing(provider, "submitted", service_name="甲方待审服务")
    returned = make_filing(provider, "returned", service_name="甲方退回服务")
    of_a_draft, of_a_case = {"uuid": draft.uuid}, {"uuid": submitted.uuid}
    world.arguments |= {
        **dict.fromkeys(("filings:draft", "filings:entity", "filings:check", "filings:discard"), of_a_draft),
        **dict.fromkeys(("filings:confirmation", "filings:detail", "filings:withdraw"), of_a_case),
        "filings:correct_entity": {"uuid": returned.uuid},
        "filings:section": {**of_a_draft, "code": "service"},
        "filings:start_again": of_a_case,
    }
    world.rows["filings.filing"] = submitted
    world.secrets += [draft.service_name, submitted.service_name, submitted.reference, returned.service_name]
