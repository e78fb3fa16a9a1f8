"""What is told: the small demo word for word, and by chance the stories that are multiplied.

Each scene has a number: the working days left, or the days that it is ago.
"""

from collections.abc import Iterator
from datetime import date, datetime
from random import Random

from demo import names
from demo.accounts import ACCOUNTS
from demo.stage import MAIL, OPENS, Party, Scene, Story, account, moment
from filing_portal.accounts.models import User
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.roles import REVIEWER
from providers import divisions
from providers.models import Provider

FIRST_DAY = date(2019, 2, 18)
FOR_EACH = 3  # services of one provider
OTHERS = {
    "33": (
        "review -6, review -2, review 0, review 1, review 3, review 4, review 7, review 10, corrected 13, late 16,"
        " review 19, returned 6, refused 40, filed 20, filed 90, filed 200, passed 300, suspended 240, asked 8"
    ),
    "11": (
        "review -1, review 2, review 5, corrected 12, returned 2, filed 12, filed 150, overdue -4, answered 5,"
        " refused 25"
    ),
    "44": "review 4, late 9, filed 33, filed 120, not_passed 60, lapsed 30, withdrawn 15, revoked 300",
    "31": "review 6, filed 8, filed 210, deregistered 400, passed 90",
    "51": "review 11, filed 45, draft 6",
}
OF_ORGANISATION = {
    "拟澄农产品溯源平台": "draft 3",
    "拟澄数字门票小程序": "begun 9",
    "拟澄合同存证平台": "returned 4",
    "拟澄应收账款服务平台": "corrected 13",
    "拟澄版权登记平台": "filed 60",
    "拟澄跨境贸易单证平台": "passed 30",
    "DemoChain 电子仓单平台": "asked 4",
    "拟澄校友证书系统": "lapsed 70",
}
OF_INDIVIDUAL = {"FigmentChain 图片版权平台": "filed 25", "FigmentChain Mini 积分通兑小程序": "review 12"}
# By chance, with a weight: how what was filed long ago has ended, and where what still runs stands.
LONG_AGO = {"kept": 84, "refused": 5, "lapsed": 3, "withdrawn": 2, "suspended": 2, "resumed": 1, "deregistered": 2} | {
    "revoked": 1
}
RUNNING = {"review": 60, "late": 8, "corrected": 8, "returned": 12, "draft": 6, "begun": 6}
LEFT = {"review": (-4, 20), "late": (-2, 20), "corrected": (0, 20), "returned": (1, 10), "draft": (1, 10)}
GROWTH = 3  # each year brings more than the one before


def post(province: str, email: str, name: str, role: str = REVIEWER, **fields) -> User:
    """Return the account of a new officer, made without the verb: it would work out a password for each of them."""
    user = account(email, name, moment(FIRST_DAY, OPENS), **fields)
    Officer.objects.create(user=user, office=Office.objects.get(code=province), role=Role.objects.get(code=role))
    return user


def reviewers(province: str, number: int = 1) -> list[User]:
    """Return the demo's reviewers of the province, new ones where there are fewer than the number."""
    there = User.objects.filter(officer__office__code=province, officer__role__code=REVIEWER, email__endswith=MAIL)
    found = list(there.order_by("pk"))
    for place in range(len(found), number):
        found.append(post(province, f"officer-{province}-{place + 1}@{MAIL}", f"审核员{'甲乙丙'[place]}"))
    return found


class Script:
    """The small demo: some sixty filings that give every page something to show on the day they lead up to."""

    def __init__(self, rng: Random, on: date) -> None:
        self.rng, self.on = rng, on
        self.n = Provider.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.users = {each.email: self.enter(each) for each in ACCOUNTS}

    def enter(self, each) -> User:
        if each.province:
            return post(each.province, each.email, each.name, each.role, language=each.language)
        return account(each.email, each.name, moment(self.on), language=each.language)

    def stories(self) -> Iterator[Scene]:
        yield from self.live("33", OF_ORGANISATION, "provider", county="330106", name="拟澄链科技（杭州）有限公司")
        individual = {"nature": "individual", "document_kind": "id_card"}
        yield from self.live("11", OF_INDIVIDUAL, "individual", individual, county="110108", name="例川")
        for province, words in OTHERS.items():
            some = words.split(", ")
            for first in range(0, len(some), FOR_EACH):
                yield from self.live(province, dict(enumerate(some[first : first + FOR_EACH])))

    def live(
        self, province: str, services: dict, who: str = "", nature: dict | None = None, **facts
    ) -> Iterator[Scene]:
        """Yield the stories of a provider; services without a name of their own get one by chance."""
        self.n += 1
        county = facts.get("county") or self.rng.choice(divisions.counties_of(province))[0]
        given = names.facts(self.rng, self.n, county, **nature or {"nature": "organisation"}) | facts
        owner = self.users.get(f"{who}@{MAIL}")
        party = Party(given, f"account-{self.n}@{MAIL}", reviewers(province)[0], owner)
        for place, (name, words) in enumerate(services.items()):
            kind = self.rng.choice(list(names.USES))
            name = name if isinstance(name, str) else names.service(self.rng, kind)
            answers = names.answers(self.rng, county, kind, name, f"s{self.n}-{place}")
            word, number = words.split()
            yield Story(party, answers, self.rng, self.on).play(word, int(number))


def by_chance(rng: Random, number: int, on: date) -> Iterator[list[tuple[str, int]]]:
    """Yield the stories of one provider after the other, `number` in all: words that it tells in order of their age.

    Two of five still run, each of a provider of its own; the others ended long ago, up to five of a provider. The
    oldest come first, and what still runs last.
    """
    running = 2 * number // 5 or 1
    long_ago = sorted((ended(rng, on) for _story in range(number - running)), key=lambda pair: -pair[1])
    while long_ago:
        some = rng.randrange(1, 6)
        yield long_ago[:some]
        long_ago = long_ago[some:]
    for _story in range(running):
        word = rng.choices(list(RUNNING), list(RUNNING.values()))[0]
        yield [(word, rng.randrange(*LEFT.get(word, (1, 10))))]


def ended(rng: Random, on: date) -> tuple[str, int]:
    """Return how a filing ended and how many days ago, later years more often."""
    word = rng.choices(list(LONG_AGO), list(LONG_AGO.values()))[0]
    longest = (on - FIRST_DAY).days - 150
    return word, 30 + int(longest * (1 - rng.random() ** (1 / GROWTH)))


def midnight(on: date) -> datetime:
    """Return the moment the stories end: with the evening before the day."""
    return moment(on)
