"""What is told. A scene's word stands with a number, how many working days ago it was, and with what else it takes."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import cycle, groupby, islice
from operator import itemgetter
from pathlib import Path
from random import Random

from django.db.models import Max

from demo import names
from demo.accounts import MAIL, enter, reviewer
from demo.stage import Party, Scene, Story, moment
from filing_portal.accounts.models import User
from filing_portal.terms.workflow import calendar
from providers import divisions
from providers.models import Provider

FIRST_DAY = date(2019, 2, 18)
DATA = Path(__file__).with_name("data")


def stories_of(party: Party, services: Iterable[tuple[str, str]], rng: Random, on: date, host: str) -> Iterator[Scene]:
    """Yield the stories of the party's services, each given by what it tells and its name."""
    for place, (words, name) in enumerate(services):
        word, ago, *more = words.split()
        answers = names.answers(rng, party.facts["county"], name, f"{host}-{place}")
        yield Story(party, answers, rng, on).play(word, calendar().back(on, int(ago)), *more)


def small(rng: Random, on: date, users: dict[str, User]) -> Iterator[Scene]:
    """Yield the small demo: some sixty filings that give every page something to show on the day."""
    first = Provider.objects.aggregate(last=Max("pk"))["last"] or 0
    rows = csv.DictReader(DATA.joinpath("small.csv").read_text("utf-8").splitlines())
    lives = groupby(rows, itemgetter("party", "county", "name"))
    for n, ((who, place, name), services) in enumerate(lives, start=first + 1):
        county = place if len(place) == 6 else rng.choice(divisions.counties_of(place))[0]
        facts = names.facts(rng, n, county, is_individual=who == "individual") | ({"name": name} if name else {})
        owner = users.get(f"{who}@{MAIL}") or enter(f"account-{n}@{MAIL}", facts["person"]["name"], moment(FIRST_DAY))
        party = Party(facts, owner, reviewer(county[:2], moment(FIRST_DAY)))
        told = [(row["scene"], row["service"] or names.service(rng)) for row in services]
        yield from stories_of(party, told, rng, on, f"s{n}")


def drawn(rng: Random, kind: str, number: int) -> list[str]:
    """Return so many scenes of `data/many.csv`, each within the bounds given there, the oldest first."""
    rows = csv.DictReader(DATA.joinpath("many.csv").read_text("utf-8").splitlines())
    listed = [row for row in rows if row["kind"] == kind for _time in range(int(row["times"]))]
    found = [(rng.randint(int(row["least"]), int(row["most"])), row) for row in islice(cycle(listed), number)]
    found.sort(key=itemgetter(0), reverse=True)
    return [f"{row['scene']} {ago} {row['more']}" for ago, row in found]
