"""The small demo: some sixty filings told by word, so that every page has something to show on the day it is made."""

from django.contrib.auth.hashers import make_password

from filing_portal.demo.accounts import ACCOUNTS, Account
from filing_portal.demo.moments import AN_HOUR
from filing_portal.demo.seed import Seeding
from filing_portal.demo.stories import Story
from filing_portal.demo.words import ByWord
from providers.states import Nature

# What each filing has come to, and a number: working days left, or days ago. Three belong to one provider.
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
OF_ORGANISATION = (
    ("draft 3", "拟澄农产品溯源平台"),
    ("begun 9", "拟澄数字门票小程序"),
    ("returned 4", "拟澄合同存证平台"),
    ("corrected 13", "拟澄应收账款服务平台"),
    ("filed 60", "拟澄版权登记平台"),
    ("passed 30", "拟澄跨境贸易单证平台"),
    ("asked 4", "DemoChain 电子仓单平台"),
    ("lapsed 70", "拟澄校友证书系统"),
)
OF_INDIVIDUAL = (("filed 25", "FigmentChain 图片版权平台"), ("review 12", "FigmentChain Mini 积分通兑小程序"))
FOR_EACH = 3


class Script:
    """Tells the demo; `stories` keeps those of the demo accounts, whose letters are written afterwards."""

    def __init__(self, password: str) -> None:
        self.password = make_password(password)
        self.stories: list[Story] = []

    def __call__(self, seeding: Seeding) -> None:
        self.seeding, self.plans = seeding, ByWord(seeding)
        users = {account.email: self.account(account) for account in ACCOUNTS}
        for province in OTHERS:
            if province not in seeding.book.officers:
                seeding.officer(province, "审核员甲")
        self.demo_providers(users)
        for province, words in OTHERS.items():
            items = [(word.strip(), "") for word in words.split(",")]
            for first in range(0, len(items), FOR_EACH):
                self.live({"province": province}, items[first : first + FOR_EACH])

    def account(self, account: Account) -> int:
        person = {"email": account.email, "password": self.password, "language": account.language}
        if account.province:
            return self.seeding.officer(account.province, account.name, account.role, **person)
        return self.seeding.parties.account(self.seeding.now - 400 * 24 * AN_HOUR, account.name, **person)

    def demo_providers(self, users: dict[str, int]) -> None:
        organisation = {"province": "33", "county": "330106", "nature": Nature.ORGANISATION}
        organisation |= {"name": "拟澄链科技（杭州）有限公司", "user_id": users["provider@demo.example"]}
        individual = {"province": "11", "county": "110108", "nature": Nature.INDIVIDUAL}
        individual |= {"name": "例川", "user_id": users["individual@demo.example"]}
        self.stories += self.live(organisation, OF_ORGANISATION)
        self.stories += self.live(individual, OF_INDIVIDUAL)

    def live(self, who: dict, items) -> list[Story]:
        """A provider and its filings are told, the oldest first."""
        plans = [(self.plans(words), {"service_name": name} if name else {}) for words, name in items]
        plans.sort(key=lambda pair: pair[0].begun_at)
        party = self.seeding.register(plans[0][0].begun_at - AN_HOUR, **who)
        stories = [self.seeding.tell(party, plan, **answers) for plan, answers in plans]
        self.seeding.parties.write(party)
        return stories
