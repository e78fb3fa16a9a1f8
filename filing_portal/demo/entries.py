"""Writes down what follows a filed story: the entry with its number, its versions, and its inspection."""

from datetime import date

from filing_portal.demo import codes
from filing_portal.demo.book import Book, frozen
from filing_portal.demo.moments import day_of, iso, json_moment
from filing_portal.demo.parties import uuid_from
from filing_portal.demo.plans import Asked
from filing_portal.demo.stories import Story
from filing_portal.demo.tables import escaped
from inspections.states import MOVES as STEPS
from inspections.states import Status as Inspected
from registry.numbers import compose
from registry.states import MOVES, Status
from registry.workflow import public_facts

FINDING = "抽查时网站底部未显示备案编号，请整改。"


class Record:
    """The entry of one filed story while it is written down."""

    def __init__(self, book: Book, story: Story) -> None:
        self.book, self.story, self.party = book, story, story.party
        self.id = book.tables.next_id("registry.Entry")
        self.status = Status.VALID.value
        self.issued_at = story.plan.last_moment + 1
        self.issued_on = day_of(story.plan.last_moment)
        self.inspected_on = self.issued_on
        self.facts = public_facts(story.snapshot)
        self.versions = 0
        party = story.party
        party.block = party.block or codes.block(party.id)
        party.last_serial += 1
        year = date.fromordinal(self.issued_on).year
        self.number = compose(party.county, year, party.block, party.last_serial)

    def write(self) -> None:
        """Entry, versions, inspection and events are written."""
        plan = self.story.plan
        issued = {"status": self.status, "number": str(self.number), "filing": self.story.id}
        self.event("issue", self.issued_at, None, {}, issued)
        self.publish(self.issued_at)
        if plan.asked:
            Question(self, plan.asked).write()
        for at, verb in plan.moves:
            self.move(at, verb)
        self.row()

    def event(self, verb: str, at: int, by: int | None, before: dict, after: dict, note: str = "") -> None:
        self.book.event("registry.entry", self.id, self.party.province, at, verb, by, before, after, note)

    def publish(self, at: int) -> None:
        self.versions += 1
        text, digest = frozen(self.facts)
        self.book.tables.add(
            "registry.Version",
            id=self.book.tables.next_id("registry.Version"),
            entry_id=self.id,
            number=self.versions,
            snapshot=escaped(text),
            sha256=digest,
            published_at=json_moment(at),
        )

    def move(self, at: int, verb: str) -> None:
        """An officer acted on the entry."""
        before, self.status = self.status, MOVES[verb].target.value
        self.event(verb, at, self.story.reviewer(), {"status": before}, {"status": self.status})

    def correct(self, at: int, changes: dict) -> None:
        """What an inspection corrected is published."""
        self.facts |= changes
        self.publish(at)
        self.event("correct", at, self.story.reviewer(), {}, {"fields": sorted(changes)})

    def row(self) -> None:
        number = self.number
        self.book.tables.add(
            "registry.Entry",
            id=self.id,
            number=number.body,
            glyph=number.glyph,
            province=self.party.province,
            county=self.party.county,
            year=number.year,
            block_id=self.party.block,
            serial=int(number.serial),
            status=self.status,
            source="issued",
            provider_id=self.party.id,
            service_id=self.story.service_id,
            service_name=self.facts["service_name"],
            provider_name=self.facts["name"],
            web_address=self.facts["web_address"],
            issued_on=iso(self.issued_on),
            published_at=json_moment(self.issued_at),
            inspected_on=iso(self.inspected_on),
        )


class Question:
    """The inspection of an entry while it is written down."""

    def __init__(self, record: Record, asked: Asked) -> None:
        self.record, self.asked, self.book = record, asked, record.book
        self.id = self.book.tables.next_id("inspections.Inspection")
        answered_on = day_of(asked.answered_at) if asked.answered_at else None
        met_at = asked.answered_at or asked.judged_at
        self.term_id, self.due = self.book.term("inspect", asked.slot, met_at and day_of(met_at))
        self.late_by = self.book.clock.late(self.due, answered_on) if answered_on else 0
        self.corrections = (
            {"client_name": f"{record.facts['service_name']} 2.0"} if asked.corrects and answered_on else {}
        )
        self.finding = FINDING if asked.status == Inspected.NOT_PASSED else ""
        self.state = {
            "status": Inspected.OPEN.value,
            "answered_at": None,
            "late_by": 0,
            "judged_at": None,
        }

    def write(self) -> None:
        """The inspection has come as far as was planned."""
        asked, record = self.asked, self.record
        opened = {"status": Inspected.OPEN.value, "entry": str(record.number)}
        self.event("open", asked.opened_at, None, {}, opened)
        if asked.overdue_at:
            self.advance("fall_due", asked.overdue_at, None)
        if asked.answered_at:
            self.answer(asked.answered_at)
        if asked.judged_at:
            self.judge(asked.judged_at)
        self.row()

    def answer(self, at: int) -> None:
        self.advance("answer", at, self.record.party.user_id, answered_at=json_moment(at), late_by=self.late_by)

    def judge(self, at: int) -> None:
        """It has passed, with what was corrected published, or not passed."""
        passed = self.asked.status == Inspected.PASSED
        officer = self.record.story.reviewer()
        self.advance(
            "pass_inspection" if passed else "fail_inspection", at, officer, self.finding, judged_at=json_moment(at)
        )
        before = {"inspected_on": iso(self.record.inspected_on)}
        self.record.inspected_on = day_of(at)
        if passed and self.corrections:
            self.record.correct(at, self.corrections)
        after = {"inspected_on": iso(self.record.inspected_on)}
        self.record.event("pass_inspection" if passed else "fail_inspection", at, officer, before, after)

    def event(self, verb: str, at: int, by: int | None, before: dict, after: dict, note: str = "") -> None:
        province = self.record.party.province
        self.book.event("inspections.inspection", self.id, province, at, verb, by, before, after, note)

    def advance(self, verb: str, at: int, by: int | None, note: str = "", **changes) -> None:
        after = {"status": STEPS[verb].target.value, **changes}
        before = {name: self.state[name] for name in after}
        self.state |= after
        self.event(verb, at, by, before, after, note)

    def row(self) -> None:
        asked, state = self.asked, self.state
        self.book.tables.add(
            "inspections.Inspection",
            **state,
            corrections=escaped(frozen(self.corrections)[0]),
            remark="",
            finding=self.finding,
            id=self.id,
            uuid=uuid_from(self.book.rng),
            entry_id=self.record.id,
            province=self.record.party.province,
            slot=iso(asked.slot),
            opened_at=json_moment(asked.opened_at),
            term_id=self.term_id,
            due_on=iso(self.due),
        )
