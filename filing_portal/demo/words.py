"""Plans told by word, counted back from the day of the demo."""

from filing_portal.demo.moments import AN_HOUR, OPENS, SWEEP, day_of, moment
from filing_portal.demo.plans import INTERVAL, Asked, Plan, Submission, until
from filing_portal.demo.seed import Seeding
from filings.states import Status
from inspections.states import Status as Inspected


class ByWord:
    """Turns “review 3” into a plan: a filing in review with three working days left."""

    def __init__(self, seeding: Seeding) -> None:
        self.rng, self.clock, self.now, self.on = seeding.rng, seeding.clock, seeding.now, seeding.on

    def __call__(self, words: str) -> Plan:
        word, number = words.split()
        return getattr(self, word)(int(number))

    def due(self, left: int) -> int:
        """Return the due day with so many working days left; negative when it has passed."""
        if left < 0:
            return self.clock.back(self.on, -left)
        return self.clock.add(self.on, left) if left else self.clock.workday_from(self.on)

    def at(self, day: int) -> int:
        return self.clock.at_work(day, self.rng)

    def begun(self, left: int) -> Plan:
        """Return a draft with half of its answers; its time to file has so many working days left."""
        runs_since = self.clock.back(self.due(left), 10)
        begun_at = moment(max(runs_since, self.on - 6), OPENS + self.rng.randrange(AN_HOUR))
        return Plan(min(begun_at, self.now - 20 * AN_HOUR), runs_since, is_complete=False)

    def draft(self, left: int) -> Plan:
        """Return a draft that is ready to be submitted."""
        plan = self.begun(left)
        plan.is_complete = True
        return plan

    def submitted(self, day: int, late: bool = False) -> Plan:
        begun_at = self.at(self.clock.back(day, 2))
        runs_since = self.clock.back(day, 15 if late else 5)
        return Plan(begun_at, runs_since, Status.SUBMITTED, [Submission(self.at(day))])

    def review(self, left: int) -> Plan:
        return self.submitted(self.clock.back(self.due(left), 20))

    def late(self, left: int) -> Plan:
        return self.submitted(self.clock.back(self.due(left), 20), late=True)

    def corrected(self, left: int) -> Plan:
        """Return a filing that is in review again after a correction."""
        again = self.clock.back(self.due(left), 20)
        plan = self.submitted(self.clock.back(again, 14))
        self.decide(plan, self.clock.back(again, 6), Status.RETURNED)
        plan.submissions.append(Submission(self.at(again)))
        plan.status = Status.SUBMITTED
        return plan

    def decide(self, plan: Plan, day: int, outcome: Status) -> Plan:
        plan.status = plan.submissions[-1].outcome = outcome
        plan.submissions[-1].decided_at = self.at(day)
        return plan

    def returned(self, left: int) -> Plan:
        day = self.clock.back(self.due(left), 10)
        return self.decide(self.submitted(self.clock.back(day, 7)), day, Status.RETURNED)

    def filed_on(self, day: int) -> Plan:
        day = self.clock.back(day, 1)
        return self.decide(self.submitted(self.clock.back(day, 9)), day, Status.FILED)

    def filed(self, ago: int) -> Plan:
        return self.filed_on(self.on - ago)

    def refused(self, ago: int) -> Plan:
        day = self.clock.back(self.on - ago, 1)
        return self.decide(self.submitted(self.clock.back(day, 9)), day, Status.REFUSED)

    def lapsed(self, ago: int) -> Plan:
        day = self.clock.back(self.on - ago - 20, 1)
        plan = self.decide(self.submitted(self.clock.back(day, 9)), day, Status.RETURNED)
        plan.status, plan.ended_at = Status.LAPSED, moment(self.clock.due("correct", day) + 1, SWEEP)
        return plan

    def withdrawn(self, ago: int) -> Plan:
        plan = self.submitted(self.clock.back(self.on - ago, 1))
        plan.status, plan.ended_at = Status.WITHDRAWN, self.at(self.clock.add(self.on - ago, 2))
        return plan

    def moved(self, ago: int, *verbs: str) -> Plan:
        """Return a filed service on whose entry officers acted later."""
        plan = self.filed(ago)
        plan.moves = [(self.at(self.on - ago * 2 // (3 + place)), verb) for place, verb in enumerate(verbs)]
        return plan

    def suspended(self, ago: int) -> Plan:
        return self.moved(ago, "suspend")

    def deregistered(self, ago: int) -> Plan:
        return self.moved(ago, "deregister")

    def revoked(self, ago: int) -> Plan:
        return self.moved(ago, "suspend", "revoke")

    def inspected(self, slot: int, verdict: str = Inspected.PASSED, **steps: int) -> Plan:
        """Return a service filed a year before the day on which it was asked again."""
        plan = self.filed_on(slot - INTERVAL)
        slot = day_of(plan.last_moment) + INTERVAL
        plan.asked = until(Asked(slot, moment(slot, SWEEP), **steps), self.now, verdict)
        return plan

    def asked(self, left: int) -> Plan:
        return self.inspected(self.clock.back(self.due(left), 15))

    def overdue(self, left: int) -> Plan:
        plan = self.inspected(self.clock.back(self.due(left), 15))
        plan.asked.overdue_at = moment(self.clock.due("inspect", plan.asked.slot) + 1, SWEEP)
        plan.asked = until(plan.asked, self.now, Inspected.NOT_PASSED)
        return plan

    def answered(self, left: int) -> Plan:
        return self.inspected(self.clock.back(self.due(left), 15), answered_at=self.at(self.clock.back(self.on, 2)))

    def passed(self, ago: int) -> Plan:
        slot = self.clock.back(self.on - ago, 12)
        steps = {"answered_at": self.at(self.clock.add(slot, 6)), "judged_at": self.at(self.clock.add(slot, 10))}
        return self.inspected(slot, **steps, corrects=True)

    def not_passed(self, ago: int) -> Plan:
        slot = self.clock.back(self.on - ago, 12)
        steps = {"answered_at": self.at(self.clock.add(slot, 6)), "judged_at": self.at(self.clock.add(slot, 10))}
        return self.inspected(slot, Inspected.NOT_PASSED, **steps)
