"""What people write stands in the rows of its noun, where it can be erased, and in no event."""

import pytest
import time_machine

from filing_portal.base import parts
from filing_portal.base.invariant import ask
from filing_portal.ledger.codes import Code, column
from filing_portal.ledger.invariants import NO_WORDS
from filing_portal.ledger.models import Event
from filing_portal.ledger.workflow import event, record
from filing_portal.tests.act import ACTS, TYPED
from filing_portal.tests.factories import make_filing, make_provider

pytestmark = pytest.mark.django_db

LISTED = list(parts.modules("tests.acts"))  # which fills ACTS
# The acts in which somebody writes something.
SPOKEN = {
    *(
        "appoint",
        "deactivate",
        "reactivate",
        "transfer",
        "prepare_notice",
        "discard_notice",
        "prepare_limit",
        "discard_limit",
    ),
    *("register", "amend", "save_answers", "submit", "accept", "send_back", "refuse", "import_list"),
    *("supplement_from_list", "answer", "pass_inspection", "fail_inspection", "fail_overdue_inspection"),
}


def written(rows):
    return str(list(rows.values()))


@pytest.mark.parametrize(("noun", "verb", "prepare"), ACTS)
def test_what_people_type_is_kept_outside_the_ledger(noun, verb, prepare):
    with time_machine.travel("2026-11-24T10:00+08:00"):
        carry_out = prepare()
        before = said()
        carry_out()

    assert Event.objects.exists() or not noun.MOVES[verb].said
    assert TYPED not in written(Event.objects.all())
    assert ask(NO_WORDS).breaches == 0
    assert (said() > before) is (prepare.__name__ in SPOKEN)


def said():
    """Return how often TYPED stands in the rows of the portal's own apps."""
    models = [model for app in parts.apps() for model in app.get_models() if model is not Event]
    return sum(written(model._base_manager.all()).count(TYPED) for model in models)


@pytest.mark.parametrize("words", [TYPED, "plain", [TYPED], {"name": TYPED}, [Code("art11"), "plain"]])
@pytest.mark.parametrize("write", [record, event])
@pytest.mark.parametrize("where", ["before", "after"])
def test_the_ledger_takes_no_text_that_is_not_marked_as_a_code(write, where, words):
    with pytest.raises(TypeError):
        write(make_provider(), "move", by=None, **{where: {"name": words}})
    assert not Event.objects.filter(verb="move").exists()


def test_a_column_of_words_is_refused_and_one_of_codes_is_not():
    filing = make_filing(status="submitted")
    assert [column(filing, name) for name in ("status", "reference", "province", "term")] == [
        "submitted",
        filing.reference,
        "33",
        filing.term_id,
    ]
    for name in ("service_name", "description", "forms"):
        with pytest.raises(TypeError):
            column(filing, name)
