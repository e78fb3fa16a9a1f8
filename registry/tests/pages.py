"""The pages of this room, with who reads them and an entry to read."""

from collections.abc import Callable

from filing_portal.tests.factories import make_entry
from filing_portal.tests.reading import Page, World, console
from registry.models import Entry


def entry(key: str, name: str) -> Callable[[World], dict]:
    return lambda world: {name: getattr(Entry.objects.filter(provider=world.provider).latest("pk"), key)}


PAGES = (
    Page("registry:search"),
    Page("registry:search", query="?q=%E5%B9%B3%E5%8F%B0"),
    Page("registry:search", query="?q=Chain"),
    Page("registry:record", find=entry("number", "text")),
    Page("registry:verify"),
    Page("registry:verify", query="?number=110108227622386000 2X"),
    Page("registry:verify", query="?number=1101082276223860"),
    Page("registry:api_docs"),
    Page("api:entry", find=entry("number", "number")),
    Page("api:entries"),
    Page("api:entries", query="?q=Chain"),
    Page("api:verify", query="?number=1"),
    *console("reviewer", ("registry_entry_changelist",), ("registry_entry_change", entry("pk", "object_id"))),
)


def add_samples(world) -> None:
    """Add an entry of provider A to the world of the access tests."""
    entry = make_entry(world.rows["providers.provider"], service_name="甲方备案服务")
    world.arguments |= {"registry:record": {"text": entry.number}, "api:entry": {"number": entry.number}}
    world.rows["registry.entry"] = entry
