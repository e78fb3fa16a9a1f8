"""What is told. A scene's word stands with a number, how many working days ago it was, and with what else it takes."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from random import Random

from django.db.models import Max

from demo import names
from demo.accounts import MAIL, enter, reviewer
from demo.stage import Party, Scene, Story, moment
from filing_portal.accounts.models import User
from filing_portal.terms.workflow import calendar
from providers.models import Provider

RESIDENT = "resident"  # with a residence permit of Hong Kong, Macao and Taiwan residents
INDIVIDUALS = ("individual", RESIDENT)
FIRST_DAY = date(2019, 2, 18)
DATA = Path(__file__).with_name("data")


def stories_of(party: Party, services: Iterable[tuple[str, str]], rng: Random, on: date, host: str) -> Iterator[Scene]:
    """Yield the stories of the party's services, each given by what it tells and its name."""
    for place, (words, name) in enumerate(services):
        word, ago, *more = words.split()
        answers = names.answers(rng, party.facts["county"], name, f"{host}-{place}")
        yield Story(party, answers, rng, on).play(word, calendar().back(on, int(ago)), *more)


def parties(file: str) -> Iterator[tuple[tuple[str, ...], list[tuple[str, str]]]]:
    """Yield each party of the file, as its name there, county and own name, and what its services tell."""
    rows = csv.DictReader(DATA.joinpath(file).read_text("utf-8").splitlines())
    for party, services in groupby(rows, itemgetter("party", "county", "name")):
        yield party, [(row["scene"], row["service"]) for row in services]


def small(rng: Random, on: date, users: dict[str, User]) -> Iterator[Scene]:
    """Yield the small demo: some sixty filings that give every page something to show on the day."""
    first = Provider.objects.aggregate(last=Max("pk"))["last"] or 0
    for n, ((who, county, name), services) in enumerate(parties("small.csv"), start=first + 1):
        facts = names.facts(rng, n, county, is_individual=who in INDIVIDUALS) | ({"name": name} if name else {})
        if who == RESIDENT:
            facts |= names.residence_permit(n)
        owner = users.get(f"{who}@{MAIL}") or enter(f"account-{n}@{MAIL}", facts["person"]["name"], moment(FIRST_DAY))
        party = Party(facts, owner, reviewer(county[:2], moment(FIRST_DAY)))
        named = [(words, service or names.service(rng)) for words, service in services]
        yield from stories_of(party, named, rng, on, f"s{n}")
