"""The pages of this room, with who reads them and the address of a calendar."""

from collections.abc import Callable

from filing_portal.feeds.workflow import open_feed
from filing_portal.tests.reading import Page, World


def feed(who: str) -> Callable[[World], dict]:
    return lambda world: {"secret": open_feed(by=getattr(world, who))}


PAGES = (
    Page("calendar_ics", find=feed("member"), query="?member"),
    Page("calendar_ics", find=feed("reviewer"), query="?reviewer"),
    Page("calendar_feed", "member"),
    Page("calendar_feed", "reviewer", query="?reviewer"),
)


def add_samples(world) -> None:
    """Add the calendar of provider A's member to the world of the access tests."""
    world.arguments["calendar_ics"] = {"secret": open_feed(by=world.people["provider A"])}
