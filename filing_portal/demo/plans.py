"""What happened to a filing, before it is written down: a plan by chance for the mass, by word for the small demo."""

from dataclasses import dataclass, field
from random import Random

from filing_portal.demo.moments import AN_HOUR, SWEEP, Clock, day_of, moment
from filings.states import Status
from inspections.states import Status as Inspected

INTERVAL = 365
MOST_ROUNDS = 3


@dataclass(slots=True)
class Submission:
    """A round: when it came, and when and how it was decided, if it was."""

    at: int
    decided_at: int | None = None
    outcome: str | None = None


@dataclass(slots=True)
class Asked:
    """An inspection: when it was opened, fell due, was answered and judged, as far as it has come."""

    slot: int
    opened_at: int
    overdue_at: int | None = None
    answered_at: int | None = None
    judged_at: int | None = None
    status: str = Inspected.OPEN
    corrects: bool = False


@dataclass(slots=True)
class Plan:
    """A filing's whole life. `moves` are what officers did to its entry later."""

    begun_at: int
    runs_since: int
    status: str = Status.DRAFT
    submissions: list[Submission] = field(default_factory=list)
    ended_at: int | None = None
    moves: list[tuple[int, str]] = field(default_factory=list)
    asked: Asked | None = None
    is_complete: bool = True

    @property
    def last_moment(self) -> int:
        """The last thing that happened to the filing itself."""
        last = self.submissions[-1] if self.submissions else None
        return self.ended_at or (last and (last.decided_at or last.at)) or self.begun_at


class Chance:
    """Plans as they come about when providers and officers do their work, up to the moment `now`."""

    def __init__(self, rng: Random, clock: Clock, now: int) -> None:
        self.rng, self.clock, self.now = rng, clock, now

    def plan(self, begun_at: int) -> Plan:
        """Return the life of a filing that was begun at this moment."""
        rng, day = self.rng, day_of(begun_at)
        runs_since = day - (rng.randrange(25, 70) if rng.random() < 0.12 else rng.randrange(7))
        plan = Plan(begun_at, runs_since, is_complete=rng.random() < 0.5)
        at = begun_at + rng.randrange(AN_HOUR // 2, 4 * AN_HOUR) + 86400 * max(0, rng.randrange(-3, 3))
        if rng.random() < 0.02 or at >= self.now:
            return plan
        plan.is_complete = True
        self.submit(plan, at)
        if plan.status == Status.FILED:
            self.live_on(plan)
        return plan

    def submit(self, plan: Plan, at: int) -> None:
        """The plan goes on with a round that came at this moment."""
        rng, day = self.rng, day_of(at)
        plan.status = Status.SUBMITTED
        plan.submissions.append(Submission(at))
        taken_back_at = self.clock.at_work(day + 1, rng)
        if rng.random() < 0.02 and taken_back_at < self.now:
            plan.status, plan.ended_at = Status.WITHDRAWN, taken_back_at
            return
        pace = rng.random()
        days = rng.randrange(21, 27) if pace > 0.97 else rng.randrange(2, 20)
        decided_at = self.clock.at_work(self.clock.add(day, days), rng)
        if decided_at < self.now:
            self.decide(plan, decided_at)

    def decide(self, plan: Plan, at: int) -> None:
        luck = self.rng.random()
        may_return = len(plan.submissions) < MOST_ROUNDS
        plan.status = Status.REFUSED if luck < 0.04 else Status.RETURNED if luck < 0.16 and may_return else Status.FILED
        last = plan.submissions[-1]
        last.decided_at, last.outcome = at, plan.status
        if plan.status == Status.RETURNED:
            self.correct(plan, at)

    def correct(self, plan: Plan, returned_at: int) -> None:
        """The provider corrects in time, or the filing lapses after its last day."""
        due = self.clock.due("correct", day_of(returned_at))
        again_at = self.clock.at_work(self.clock.add(day_of(returned_at), self.rng.randrange(1, 10)), self.rng)
        if self.rng.random() < 0.8:
            if again_at < self.now:
                self.submit(plan, again_at)
        elif moment(due + 1, SWEEP) < self.now:
            plan.status, plan.ended_at = Status.LAPSED, moment(due + 1, SWEEP)

    def live_on(self, plan: Plan) -> None:
        """The entry is asked once a year; now and then an officer acts on it."""
        issued_at, luck = plan.last_moment, self.rng.random()
        years = (day_of(self.now) - 1 - day_of(issued_at)) // INTERVAL
        slot = day_of(issued_at) + INTERVAL * years
        plan.moves = self.acts(issued_at, luck) if luck < 0.05 else []
        if years and plan.moves and plan.moves[-1][1] == "resume" and plan.moves[-1][0] >= moment(slot, 0):
            plan.moves.pop()  # it stays suspended: a valid one would have to be asked
        if years and (not plan.moves or plan.moves[-1][1] == "resume"):
            plan.asked = self.inspection(slot)

    def acts(self, issued_at: int, luck: float) -> list[tuple[int, str]]:
        """Return what was done to the entry: it was deregistered, suspended, resumed or revoked."""
        first = self.clock.at_work(day_of(issued_at) + self.rng.randrange(30, 300), self.rng)
        then = self.clock.at_work(day_of(first) + self.rng.randrange(10, 90), self.rng)
        verbs = ["deregister"] if luck < 0.02 else ["suspend"] if luck < 0.035 else ["suspend", "resume"]
        if luck > 0.045:
            verbs = ["suspend", "revoke"]
        return [(at, verb) for at, verb in zip((first, then), verbs, strict=False) if at < self.now]

    def inspection(self, slot: int) -> Asked:
        rng, clock = self.rng, self.clock
        asked = Asked(slot, moment(slot, SWEEP), corrects=rng.random() < 0.05)
        due, luck = clock.due("inspect", slot), rng.random()
        asked.overdue_at = moment(due + 1, SWEEP) if luck > 0.93 else None
        days = rng.randrange(1, 15) if luck <= 0.93 else rng.randrange(17, 22)
        asked.answered_at = clock.at_work(clock.add(slot, days), rng) if luck < 0.97 else None
        judged = clock.at_work(clock.add(day_of(asked.answered_at or asked.overdue_at), rng.randrange(1, 10)), rng)
        asked.judged_at = judged if luck < 0.985 else None
        passes = asked.answered_at and rng.random() < 0.95
        return until(asked, self.now, Inspected.PASSED if passes else Inspected.NOT_PASSED)


def until(asked: Asked, now: int, verdict: str) -> Asked:
    """Cut off what lies after `now` and set the status that is left; `verdict` is what a judgement said."""
    asked.overdue_at, asked.answered_at, asked.judged_at = (
        at if at is not None and at < now else None for at in (asked.overdue_at, asked.answered_at, asked.judged_at)
    )
    steps = ((asked.judged_at, verdict), (asked.answered_at, Inspected.ANSWERED), (asked.overdue_at, Inspected.OVERDUE))
    asked.status = next((status for at, status in steps if at is not None), Inspected.OPEN)
    return asked
