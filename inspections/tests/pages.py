"""The pages of this room, with who reads them and an inspection to read."""

from collections.abc import Callable

from filing_portal.tests.factories import make_inspection
from filing_portal.tests.reading import ELSEWHERE, Page, World, console, member
from inspections.models import Inspection


def inspection(status: str, key: str = "uuid") -> Callable[[World], dict]:
    """Return what finds the provider's newest inspection in this status."""
    name = "object_id" if key == "pk" else key

    def find(world: World) -> dict:
        found = Inspection.objects.filter(entry__provider=world.provider, status=status)
        return {name: getattr(found.latest("pk"), key)}

    return find


PAGES = (
    *member(("inspections:list",), ("inspections:answer", inspection("open"))),
    # The form of this stands on the page of the row itself; reading it leads there.
    Page("admin:inspections_inspection_judge", "reviewer", inspection("answered", "pk"), status=ELSEWHERE),
    *console(
        "reviewer",
        ("inspections_inspection_changelist",),
        ("inspections_inspection_change", inspection("answered", "pk")),
    ),
)


def add_samples(world) -> None:
    """Add an inspection of provider A's entry to the world of the access tests."""
    inspection = make_inspection(world.rows["registry.entry"])
    world.arguments["inspections:answer"] = {"uuid": inspection.uuid}
    world.rows["inspections.inspection"] = inspection
