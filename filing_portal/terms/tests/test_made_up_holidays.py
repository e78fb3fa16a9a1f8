"""What an earlier version of the portal has counted without the made-up holidays is worked out again."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.utils.translation import override

from filing_portal.base.invariant import ask
from filing_portal.terms import tasks, workflow
from filing_portal.terms.invariants import DUE_DAYS
from filing_portal.terms.models import Recomputation, Term

pytestmark = pytest.mark.django_db
ask_again = import_module("filing_portal.terms.migrations.0004_made_up_holidays").ask_again


def test_a_provisional_term_is_worked_out_again_and_its_move_is_explained():
    term = workflow.start("decide", date(2027, 1, 20))
    Term.objects.filter(pk=term.pk).update(due_on=date(2027, 2, 19))  # so it was without 9 and 10 February
    assert ask(DUE_DAYS).breaches
    ask_again(apps, None)
    ask_again(apps, None)
    tasks.sweep_recomputations()
    run = Recomputation.objects.get()
    assert (Term.objects.get(pk=term.pk).due_on, run.moved, ask(DUE_DAYS).breaches) == (date(2027, 2, 23), 1, 0)
    with override("en"):
        assert run.reason.startswith("Reason: public holidays that fall on a Saturday or Sunday are now made up")


def test_without_a_provisional_term_nothing_is_asked():
    workflow.start("decide", date(2026, 3, 2))
    ask_again(apps, None)
    assert not Recomputation.objects.exists()
