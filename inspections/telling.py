"""What officers are told about the inspections of their office without asking."""

from collections import defaultdict

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from filing_portal.letters.workflow import post
from filing_portal.offices.models import Officer
from filing_portal.schedule.slots import take_slot
from filing_portal.terms.models import Recomputation
from inspections.models import Inspection
from inspections.states import JUDGE

MOVED = "moved-inspections"
MOST_NAMED = 50


@transaction.atomic
def tell_moved(recomputation_id: int) -> None:
    """Every officer who judges inspections knows which of their office have new due days; for none nobody is told."""
    run = take_slot(MOVED, str(recomputation_id))
    if run is None:
        return
    recomputation = Recomputation.objects.select_related("calendar", "limit").get(pk=recomputation_id)
    moved = Inspection.objects.unanswered().filter(term__shifts__recomputation=recomputation).order_by("due_on", "pk")
    days = {"before": F("term__shifts__before_on"), "after": F("term__shifts__after_on")}
    found = defaultdict(list)
    for row in moved.annotate(**days).select_related("entry"):
        found[row.province].append(row)
    officers = Officer.objects.holding(JUDGE).filter(office__code__in=list(found)).order_by("pk")
    for officer in officers.select_related("office", "user"):
        rows = found[officer.office.code]
        post(
            "inspections_moved",
            to=[officer.user],
            key=str(recomputation_id),
            url=reverse("admin:inspections_inspection_changelist"),
            recomputation=recomputation,
            inspections=rows[:MOST_NAMED],
            more=len(rows[MOST_NAMED:]),
            n=len(rows),
        )
    run.finish()
