"""What holds of inspections at every moment."""

from filing_portal.base.invariant import Invariant
from filing_portal.ledger.histories import history_of
from inspections.models import Inspection

ONCE = Invariant(
    "An entry is asked once for a day, and never twice at a time",
    rows="SELECT count(*) FROM inspections_inspection",
    breaches="""
        SELECT 'entry ' || entry_id FROM inspections_inspection GROUP BY entry_id, slot HAVING count(*) > 1
        UNION
        SELECT 'entry ' || entry_id FROM inspections_inspection WHERE status IN ('open', 'overdue', 'answered')
        GROUP BY entry_id HAVING count(*) > 1
    """,
)

HISTORY = history_of(Inspection)

COPIES = Invariant(
    "The due day in the queue of inspections is that of the term that runs",
    rows="SELECT count(*) FROM inspections_inspection",
    breaches="""
        SELECT 'inspection ' || inspection.id
        FROM inspections_inspection AS inspection JOIN terms_term AS term ON term.id = inspection.term_id
        WHERE inspection.due_on <> term.due_on
           OR (term.met_on IS NULL) <> (inspection.status IN ('open', 'overdue'))
    """,
)

INVARIANTS = (ONCE, HISTORY, COPIES)
