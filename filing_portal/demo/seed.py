"""One run that fills the database with a made-up history; what happens in it is the caller's to tell."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from random import Random

from filing_portal.base.clock import SHANGHAI
from filing_portal.demo.book import Book
from filing_portal.demo.entries import Record
from filing_portal.demo.moments import AN_HOUR, OPENS, SWEEP, Clock, moment
from filing_portal.demo.parties import MAIL, Parties, Party
from filing_portal.demo.plans import Plan
from filing_portal.demo.stories import Story, answers_for
from filing_portal.demo.tables import Tables
from filing_portal.offices.models import NATIONAL, Office, Role
from filing_portal.offices.roles import REVIEWER
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms.workflow import calendar
from filings.models import ReferenceCounter
from filings.states import Status
from filings.workflow import OPEN_DAY
from providers.states import Status as Standing

FIRST_DAY = date(2019, 2, 18)


class Seeding:
    """All that one run writes hangs on the seed, the day and the rows it finds: the same ones make the same rows."""

    def __init__(self, seed: int, on: date) -> None:
        self.tables = Tables()
        # What stands already is part of the seed, so that a second run adds others.
        self.rng = Random(f"{seed} {self.tables.by_label['filings.Filing'].last_id}")
        self.on = on.toordinal()
        self.now = moment(self.on, 0)  # the history ends with the evening before
        self.clock = Clock(calendar())
        self.parties = Parties(self.tables, self.rng)
        references = dict(ReferenceCounter.objects.values_list("year", "last"))
        self.book = Book(self.tables, self.clock, self.rng, references=references)
        self.offices = dict(Office.objects.values_list("code", "pk"))
        self.roles = dict(Role.objects.values_list("code", "pk"))

    def run(self, histories: Iterable[Callable[["Seeding"], None]]) -> None:
        """What each of the histories tells is written, then what counters and schedules must know of it."""
        with self.tables.writing():
            for history in histories:
                history(self)
        self.count()

    def officer(self, province: str, name: str, role: str = REVIEWER, **account) -> int:
        """Return the account of a new officer; a reviewer of a province decides there from now on."""
        joined_at = moment(FIRST_DAY.toordinal(), OPENS)
        account.setdefault("email", f"officer-{province}-{self.tables.by_label['offices.Officer'].last_id + 1}@{MAIL}")
        user_id = self.parties.account(joined_at, name, **account)
        self.parties.officer(user_id, self.offices[province], self.roles[role])
        if role == REVIEWER and province != NATIONAL:
            self.book.officers.setdefault(province, []).append(user_id)
        return user_id

    def register(self, at: int, **facts) -> Party:
        """Return a provider registered at this moment."""
        party = self.parties.provider(at, **facts)
        after = {"status": Standing.REGISTERED.value, "county": party.county}
        self.book.event("providers.provider", party.id, party.province, at, "register", party.user_id, {}, after)
        return party

    def tell(self, party: Party, plan: Plan, *, service_id: int | None = None, **answers) -> Story:
        """Write the planned filing of the provider, with its service, entry and inspection."""
        answers = answers_for(party, plan, self.rng) | answers
        service_id = service_id or self.service(party, plan, answers)
        story = Story(self.book, party, plan, service_id, answers)
        story.write()
        if plan.status == Status.FILED:
            Record(self.book, story).write()
        party.free_from = plan.last_moment + AN_HOUR
        self.tables.flush_when_full()
        return story

    def service(self, party: Party, plan: Plan, answers: dict) -> int:
        """Return a new service; it has its name and start day from the first submission."""
        service_id = self.tables.next_id("filings.Service")
        is_named = bool(plan.submissions)
        self.tables.add(
            "filings.Service",
            id=service_id,
            provider_id=party.id,
            name=answers["service_name"] if is_named else "",
            started_on=answers["started_on"].isoformat() if is_named else None,
        )
        return service_id

    def count(self) -> None:
        """The references given are counted, and on each day of the history the portal was open."""
        for year, last in self.book.references.items():
            ReferenceCounter.objects.update_or_create(year=year, defaults={"last": last})
        days = map(date.fromordinal, range(FIRST_DAY.toordinal(), self.on))
        ScheduleRun.objects.bulk_create((open_day(day) for day in days), batch_size=1000, ignore_conflicts=True)


def open_day(day: date) -> ScheduleRun:
    at = datetime.combine(day, time(), tzinfo=SHANGHAI) + timedelta(seconds=SWEEP)
    return ScheduleRun(name=OPEN_DAY, slot=day.isoformat(), started_at=at)
