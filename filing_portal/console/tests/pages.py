"""The console's own pages, with who reads them."""

from filing_portal.offices.models import Officer
from filing_portal.tests.reading import ELSEWHERE, Page, World, console, first


def colleague(world: World) -> dict:
    return {"object_id": Officer.objects.exclude(user=world.administrator).latest("pk").pk}


PAGES = (
    Page("admin:login", status=ELSEWHERE),
    # The forms of these stand on the page of the row itself; reading them leads there.
    Page("admin:offices_officer_deactivate", "administrator", colleague, status=ELSEWHERE),
    Page("admin:offices_officer_reactivate", "administrator", colleague, status=ELSEWHERE),
    Page("admin:offices_officer_transfer", "administrator", colleague, status=ELSEWHERE),
    Page("admin:offices_officer_send_password_letter", "administrator", colleague, status=ELSEWHERE),
    Page("admin:index", "reviewer"),
    *console("auditor", ("index",), ("ledger_event_changelist",), ("ledger_event_change", first("ledger.Event"))),
    *console(
        "administrator",
        ("index",),
        ("offices_officer_changelist",),
        ("offices_officer_add",),
        ("offices_officer_change", colleague),
        ("offices_office_changelist",),
        ("offices_office_change", first("offices.Office")),
        ("offices_role_changelist",),
        ("offices_role_change", first("offices.Role")),
    ),
)


def add_samples(world) -> None:
    """Add an officer of province 11 to the world of the access tests."""
    officer = Officer.objects.get(user=world.people["officer of 11"])
    world.rows |= {"offices.officer": officer, "offices.office": officer.office, "offices.role": officer.role}
