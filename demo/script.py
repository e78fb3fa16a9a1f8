"""What is told: the small demo as `data/small.csv` has it, and the stories that are multiplied.

A scene's word stands with a number, how many working days ago it took place, and with what else it takes.
"""

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
SMALL = Path(__file__).with_name("data") / "small.csv"
# To be multiplied: four of five of long ago are kept; what still runs, within so many working days.
ENDED = ("refused", "lapsed", "acted suspend", "withdrawn", "acted deregister", "acted suspend revoke")
RUNNING = (
    *("submitted 1 24", "corrected 1 18", "submitted 1 20", "returned 1 9", "late 1 20", "asked 1 14"),
    *("submitted 1 20", "draft 1 9", "answered 1 6", "begun 1 9", "overdue 16 21", "submitted 1 20"),
)
FOR_EACH = 4  # filings of long ago, of one provider


def stories_of(party: Party, services: Iterable[tuple[str, str]], rng: Random, on: date, host: str) -> Iterator[Scene]:
    """Yield the stories of the party's services, each given by what it tells and its name."""
    for place, (words, name) in enumerate(services):
        word, ago, *more = words.split()
        answers = names.answers(rng, party.facts["county"], name, f"{host}-{place}")
        yield Story(party, answers, rng, on).play(word, calendar().back(on, int(ago)), *more)


def small(rng: Random, on: date, users: dict[str, User]) -> Iterator[Scene]:
    """Yield the small demo: some sixty filings that give every page something to show on the day."""
    first = Provider.objects.aggregate(last=Max("pk"))["last"] or 0
    lives = groupby(csv.DictReader(SMALL.read_text("utf-8").splitlines()), itemgetter("party", "county", "name"))
    for n, ((who, place, name), rows) in enumerate(lives, start=first + 1):
        county = place if len(place) == 6 else rng.choice(divisions.counties_of(place))[0]
        nature = names.INDIVIDUAL if who == "individual" else names.ORGANISATION
        facts = names.facts(rng, n, county, **nature) | ({"name": name} if name else {})
        owner = users.get(f"{who}@{MAIL}") or enter(f"account-{n}@{MAIL}", facts["person"]["name"], moment(FIRST_DAY))
        services = [(row["scene"], row["service"] or names.service(rng)) for row in rows]
        party = Party(facts, owner, reviewer(county[:2], moment(FIRST_DAY)))
        yield from stories_of(party, services, rng, on, f"s{n}")


def long_ago(rng: Random, providers: int, on: date) -> list[list[str]]:
    """Return what the services of so many providers tell that ended long ago, the oldest first."""
    words = cycle(word for ended in ENDED for word in (ended, *["kept"] * 4))
    longest = calendar().between(FIRST_DAY, on) - 100
    ages = sorted((rng.randrange(20, longest) for _ in range(providers * FOR_EACH)), reverse=True)
    told = [" ".join([word, str(age), *verbs]) for age, (word, *verbs) in zip(ages, map(str.split, words), strict=False)]
    return [told[place : place + FOR_EACH] for place in range(0, len(told), FOR_EACH)]


def still_running(rng: Random, providers: int) -> list[list[str]]:
    """Return what the only service of each of so many providers tells that is under way."""
    words = islice(map(str.split, cycle(RUNNING)), providers)
    return [[f"{word} {rng.randint(int(least), int(most))}"] for word, least, most in words]
