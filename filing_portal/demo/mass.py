"""Any number of filings by chance, in the order in which they were begun: the newest rows are the newest filings."""

from collections.abc import Callable

from filing_portal.demo.moments import CLOSES, OPENS, moment
from filing_portal.demo.parties import Party
from filing_portal.demo.plans import AN_HOUR, Chance
from filing_portal.demo.seed import FIRST_DAY, Seeding
from filings.states import OVER

ACTIVE = 60_000  # providers kept at hand at a time: in the busiest months most of 30,000 wait for an answer
AGAIN = 0.7  # how often a filing comes from one of them
MOST_SERVICES = 900
GROWTH = 3  # each year more than the one before
SAY_EVERY = 50_000


class Mass:
    """A history of `number` filings over all provinces since the Provisions came into force."""

    def __init__(self, number: int, say: Callable[[str], None]) -> None:
        self.number, self.say = number, say
        self.told = 0
        self.active: list[Party] = []

    def __call__(self, seeding: Seeding) -> None:
        self.seeding, self.rng = seeding, seeding.rng
        self.chance = Chance(self.rng, seeding.clock, seeding.now)
        self.staff()
        while self.told < self.number:
            self.file(self.next_moment())
        for party in self.active:
            seeding.parties.write(party)

    def staff(self) -> None:
        """Each province has two reviewers."""
        for province in self.seeding.parties.provinces:
            for name in ("审核员甲", "审核员乙"):
                self.seeding.officer(province, name)

    def next_moment(self) -> int:
        """Return when the next filing is begun: later than the last one, in office hours."""
        first = FIRST_DAY.toordinal()
        share = ((self.told + self.rng.random()) / self.number) ** (1 / GROWTH)
        day, fraction = divmod(first + share * (self.seeding.on - first), 1)
        return moment(int(day), int(OPENS + fraction * (CLOSES - OPENS)))

    def file(self, at: int) -> None:
        party = self.party_at(at)
        plan = self.chance.plan(at)
        story = self.seeding.tell(party, plan)
        self.count()
        again_at = plan.last_moment + self.rng.randrange(30, 200) * AN_HOUR
        if plan.status in OVER and self.rng.random() < 0.4 and again_at < self.seeding.now and self.told < self.number:
            # The answers stay, and the start day with them.
            anew = self.chance.plan(again_at)
            anew.runs_since, anew.is_complete = plan.runs_since, True
            self.seeding.tell(party, anew, service_id=story.service_id, **story.answers)
            self.count()

    def count(self) -> None:
        self.told += 1
        if self.told % SAY_EVERY == 0:
            self.say(f"{self.told:,} filings written …")

    def party_at(self, at: int) -> Party:
        """Return a provider that is not busy with another filing: one at hand, or a new one."""
        if self.active and self.rng.random() < AGAIN:
            party = self.rng.choice(self.active)
            if party.free_from < at and party.last_serial < MOST_SERVICES:
                return party
        party = self.seeding.register(at - AN_HOUR // 2)
        if len(self.active) < ACTIVE:
            self.active.append(party)
        else:
            place = self.rng.randrange(ACTIVE)
            self.seeding.parties.write(self.active[place])
            self.active[place] = party
        return party
