"""What is told: the small demo word for word, and the stories that are multiplied.

A scene's word stands with a number, the working days left or how many days it is ago, and with what else it takes.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import cycle, islice
from random import Random
from typing import Any

from django.db.models import Max

from demo import names
from demo.accounts import Account
from demo.stage import MAIL, OPENS, Party, Scene, Story, account, moment
from filing_portal.accounts.models import User
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.roles import REVIEWER
from providers import divisions
from providers.models import Provider

FIRST_DAY = date(2019, 2, 18)
FOR_EACH = 3  # services of one provider
# The demo accounts' own providers: e-mail, nature, facts, and what each of their services tells.
OF_ORGANISATION = (
    *(("draft 3", "拟澄农产品溯源平台"), ("begun 9", "拟澄数字门票小程序"), ("returned 4", "拟澄合同存证平台")),
    *(("corrected 13", "拟澄应收账款服务平台"), ("filed 60", "拟澄版权登记平台")),
    *(("passed 30", "拟澄跨境贸易单证平台"), ("asked 4", "DemoChain 电子仓单平台"), ("lapsed 70", "拟澄校友证书系统")),
)
OF_INDIVIDUAL = (("filed 25", "FigmentChain 图片版权平台"), ("review 12", "FigmentChain Mini 积分通兑小程序"))
KNOWN = (
    ("provider", names.ORGANISATION, {"county": "330106", "name": "拟澄链科技（杭州）有限公司"}, OF_ORGANISATION),
    ("individual", names.INDIVIDUAL, {"county": "110108", "name": "例川"}, OF_INDIVIDUAL),
)
# The others, three services for each of their providers.
OTHERS = {
    "33": (
        "review -6, review -2, review 0, review 1, review 3, review 4, review 7, review 10, corrected 13, late 16,"
        " review 19, returned 6, refused 40, filed 20, filed 90, filed 200, passed 300, acted 240 suspend, asked 8"
    ),
    "11": (
        "review -1, review 2, review 5, corrected 12, returned 2, filed 12, filed 150, overdue -4, answered 5,"
        " refused 25"
    ),
    "44": "review 4, late 9, filed 33, filed 120, not_passed 60, lapsed 30, withdrawn 15, acted 300 suspend revoke",
    "31": "review 6, filed 8, filed 210, acted 400 deregister, passed 90",
    "51": "review 11, filed 45, draft 6",
}
# To be multiplied: four of five of long ago are kept; what still runs, with the fewest working days left and the most.
ENDED = ("refused", "lapsed", "acted suspend", "withdrawn", "acted deregister", "acted suspend revoke")
RUNNING = (
    *("review -4 20", "corrected 2 20", "review 0 20", "returned 1 10", "late 0 20", "asked 1 15"),
    *("review 0 20", "draft 1 10", "answered 2 10", "begun 1 10", "overdue -6 0", "review 0 20"),
)
GROWTH = 3  # each year brings more than the one before


def post(province: str, email: str, name: str, role: str = REVIEWER, **fields: Any) -> User:
    """Return a new officer's account, made without the verb, which would work out the hash of a password for each."""
    user = account(email, name, moment(FIRST_DAY, OPENS), **fields)
    Officer.objects.create(user=user, office=Office.objects.get(code=province), role=Role.objects.get(code=role))
    return user


def reviewers(province: str, number: int = 1) -> list[User]:
    """Return the demo's reviewers of the province, new ones where there are fewer than the number."""
    there = User.objects.filter(officer__office__code=province, officer__role__code=REVIEWER, email__endswith=MAIL)
    found = list(there.order_by("pk"))
    found += [post(province, f"officer-{province}-{n}@{MAIL}", f"审核员{n}") for n in range(len(found) + 1, number + 1)]
    return found


def enter(who: Account, on: date) -> User:
    """Return the account, new, in its office if it has one."""
    if who.province:
        return post(who.province, who.email, who.name, who.role, language=who.language)
    return account(who.email, who.name, moment(on), language=who.language)


def stories_of(party: Party, services: Iterable[tuple], rng: Random, on: date, host: str) -> Iterator[Scene]:
    """Yield the stories of the party's services, each given by what it tells and its name."""
    for place, (words, name) in enumerate(services):
        word, number, *more = words.split()
        answers = names.answers(rng, party.facts["county"], name, f"{host}-{place}")
        yield Story(party, answers, rng, on).play(word, int(number), *more)


def small(rng: Random, on: date, users: dict[str, User]) -> Iterator[Scene]:
    """Yield the small demo: some sixty filings that give every page something to show on the day."""
    lives: list[tuple] = list(KNOWN)
    for province, listed in OTHERS.items():
        words = listed.split(", ")
        for start in range(0, len(words), FOR_EACH):
            county = rng.choice(divisions.counties_of(province))[0]
            services = [(word, names.service(rng)) for word in words[start : start + FOR_EACH]]
            lives.append(("", names.ORGANISATION, {"county": county}, services))
    first = Provider.objects.aggregate(last=Max("pk"))["last"] or 0
    for n, (who, nature, known, services) in enumerate(lives, start=first + 1):
        facts = names.facts(rng, n, known["county"], **nature) | known
        party = Party(facts, f"account-{n}@{MAIL}", reviewers(known["county"][:2])[0], users.get(f"{who}@{MAIL}"))
        yield from stories_of(party, services, rng, on, f"s{n}")


def to_multiply(rng: Random, number: int, running: int, on: date) -> Iterator[list[str]]:
    """Yield the stories of one provider after the other, `number` in all, the oldest first, those that run last.

    Each of those that run has a provider of its own; the others have one for up to five.
    """
    longest, long_ago = (on - FIRST_DAY).days - 150, number - running
    ages = sorted((30 + int(longest * (1 - rng.random() ** (1 / GROWTH))) for _ in range(long_ago)), reverse=True)
    words = cycle(word for ended in ENDED for word in (ended, *["kept"] * 4))
    told = [
        " ".join([word, str(age), *verbs]) for age, (word, *verbs) in zip(ages, map(str.split, words), strict=False)
    ]
    while told:
        some = rng.randrange(1, 6)
        yield told[:some]
        told = told[some:]
    for words in islice(cycle(RUNNING), running):
        word, least, most = words.split()
        yield [f"{word} {rng.randrange(int(least), int(most))}"]
