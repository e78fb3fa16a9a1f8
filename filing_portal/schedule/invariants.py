"""What holds of the runs of the schedule at every moment."""

from filing_portal.base.invariant import Invariant

SLOTS = Invariant(
    "A slot of the schedule is run once",
    rows="SELECT count(*) FROM schedule_schedulerun",
    breaches="SELECT name || ' ' || slot FROM schedule_schedulerun GROUP BY name, slot HAVING count(*) > 1",
)

INVARIANTS = (SLOTS,)
