import secrets

import pytest
import time_machine
from stdnum.iso7064 import mod_11_2

from filing_portal.ledger.models import Event
from filing_portal.letters.models import Letter
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.tests.factories import make_entry, make_filing, make_officer, make_provider, owner_of
from filings.models import Filing
from registry import tasks, workflow
from registry.models import Block, Entry, Version
from reviews.workflow import accept

pytestmark = pytest.mark.django_db


def at(moment):
    return time_machine.travel(f"{moment}+08:00", tick=False)


def filed(provider=None):
    return make_filing(provider or make_provider(province="11"), "filed")


def test_a_filed_service_has_its_number_and_stands_in_the_register():
    with at("2026-10-12T09:00"):
        filing = filed()
        entry = workflow.issue(filing.pk)
    block = Block.objects.get()
    assert entry.number[:19] == f"11010826{block.value}001"
    assert mod_11_2.is_valid(entry.number)
    assert entry.full_number == f"京网信备{entry.number}号"
    assert (entry.provider, entry.service, entry.province, entry.year) == (filing.provider, filing.service, "11", 2026)
    assert (entry.issued_on.isoformat(), entry.inspected_on) == ("2026-10-12", entry.issued_on)
    assert (entry.service_name, entry.provider_name) == (filing.service_name, filing.provider.name)
    assert list(Entry.objects.matching(filing.service_name)) == [entry]
    assert list(Entry.objects.matching(entry.number[6:])) == [entry]
    assert Filing.objects.get().numbered_at is not None
    assert Version.objects.get().snapshot == {
        "name": filing.provider.name,
        "county": "110108",
        "service_name": filing.service_name,
        "category": "application",
        "forms": ["website"],
        "fields": ["evidence"],
        "other_field": "",
        "web_address": "https://service.example.com",
        "client_name": "",
        "account_name": "",
        "server_county": "110108",
    }


def test_issuing_again_changes_nothing():
    filing = filed()
    for _ in range(3):
        tasks.issue_number(filing.pk)
    tasks.sweep_unnumbered()
    assert Entry.objects.count() == Version.objects.count() == 1
    assert Event.objects.filter(verb="issue").count() == 1
    assert [letter.to for letter in Letter.objects.filter(kind="numbered")] == [owner_of(filing.provider)]
    assert Block.objects.get().last_serial == 1


def test_the_serials_of_a_provider_follow_one_another():
    provider = make_provider()
    assert [make_entry(provider).serial for _ in range(3)] == [1, 2, 3]
    assert make_entry().serial == 1
    assert Block.objects.count() == 2


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "refused", "lapsed", "withdrawn"])
def test_only_what_is_on_file_is_numbered(status):
    filing = make_filing(status=status)
    with pytest.raises(NotAllowedNow):
        workflow.issue(filing.pk)
    tasks.sweep_unnumbered()
    assert (Entry.objects.count(), Block.objects.count()) == (0, 0)


@pytest.mark.parametrize(("decided", "year"), [("2026-12-31T23:59:59.999", 2026), ("2027-01-01T00:00", 2027)])
def test_year_and_county_are_those_of_the_decision_however_late_the_number_comes(decided, year):
    with at(decided):
        filing = filed()
    provider = filing.provider
    provider.province, provider.county = "44", "440305"
    provider.save()
    with at("2027-01-05T09:00"):
        entry = workflow.issue(filing.pk)
    assert (entry.year, entry.number[6:8], entry.county, entry.glyph) == (year, str(year)[2:], "110108", "京")
    assert entry.issued_on.year == year


def test_a_block_that_is_taken_is_drawn_again(monkeypatch):
    taken = make_entry().block
    Block.objects.create(value=23456789)
    drawn = iter([taken.value, 23456789, 34567890])
    monkeypatch.setattr(secrets, "randbelow", lambda size: next(drawn) - 10_000_000)
    entry = make_entry()
    assert entry.block.value == 34567890
    assert (entry.block.provider, entry.serial) == (entry.provider, 1)


@pytest.mark.parametrize("drawn", [0, 89_999_999])
def test_blocks_have_eight_digits_from_the_first_to_the_last(monkeypatch, drawn):
    monkeypatch.setattr(secrets, "randbelow", lambda size: drawn if size == 90_000_000 else None)
    assert make_entry().number[8:16] == str(10_000_000 + drawn)


def test_the_thousandth_service_is_refused_with_a_sentence_and_does_not_stop_the_others():
    provider = make_provider()
    make_entry(provider)
    Block.objects.update(last_serial=998)
    assert make_entry(provider).serial == 999
    blocked = filed(provider)
    other = filed()
    with pytest.raises(NotAllowedNow, match="999"):
        workflow.issue(blocked.pk)
    tasks.sweep_unnumbered()
    assert Entry.objects.filter(service=other.service).exists()
    assert not Entry.objects.filter(service=blocked.service).exists()
    assert [filing.pk for filing in Filing.objects.unnumbered()] == [blocked.pk]


def test_a_filing_that_is_wrong_in_itself_does_not_stop_the_others():
    wrong, other = filed(), filed()
    Filing.objects.filter(pk=wrong.pk).update(county="119999")
    tasks.sweep_unnumbered()
    assert [entry.service for entry in Entry.objects.all()] == [other.service]
    assert Block.objects.count() == 1


def test_serials_issued_here_start_above_the_imported_ones():
    provider = make_provider()
    Block.objects.create(value=76223860, provider=provider, last_serial=7)
    assert make_entry(provider).number[8:19] == "76223860008"


def test_the_sweep_finds_what_a_lost_message_left():
    filing = make_filing(make_provider(province="11"), "submitted")
    accept(filing.pk, 1, by=make_officer("11"))
    assert not Entry.objects.exists()
    tasks.sweep_unnumbered()
    tasks.sweep_unnumbered()
    assert Entry.objects.get().service == filing.service


def test_a_correction_publishes_a_new_version():
    entry = make_entry()
    officer = make_officer()
    workflow.correct(entry, {"client_name": "新客户端", "description": "不公开"}, by=officer)
    first, second = entry.versions.all()
    assert second.snapshot == first.snapshot | {"client_name": "新客户端"}
    assert (second.number, second.sha256 != first.sha256) == (2, True)
    event = Event.objects.get(verb="correct")
    assert (event.actor, event.after) == (officer, {"fields": ["client_name", "description"]})


def test_a_correction_that_is_not_public_publishes_nothing():
    entry = make_entry()
    workflow.correct(entry, {"description": "不公开"}, by=make_officer())
    assert entry.versions.count() == 1
    assert Event.objects.filter(verb="correct").count() == 1


def test_a_round_frozen_before_a_field_was_asked_is_published_without_it():
    snapshot = make_filing(status="submitted").rounds.get().snapshot
    del snapshot["other_field"]
    assert workflow.public_facts(snapshot)["other_field"] is None
