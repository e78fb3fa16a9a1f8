"""Writes a planned filing down: rounds, terms, reviews, reasons and the ledger's events, as the verbs would have."""

from datetime import date
from random import Random

from filing_portal.demo import names
from filing_portal.demo.book import Book, frozen
from filing_portal.demo.moments import day_of, iso, json_moment
from filing_portal.demo.parties import Party, uuid_from
from filing_portal.demo.plans import Plan, Submission
from filing_portal.demo.reasons import REASONS
from filing_portal.demo.tables import array, escaped
from filings.catalogue import ENTITY, Category, items_of
from filings.snapshots import freeze
from filings.states import MOVES, Status
from providers import divisions
from reviews.grounds import cited

VERB_OF = {Status.FILED: "accept", Status.RETURNED: "send_back", Status.REFUSED: "refuse"}
ENTITY_NAMES = [item.name for item in items_of(ENTITY)]


class Story:
    """One filing while it is written down; `state` holds what the verbs change, spelt as in the ledger."""

    def __init__(self, book: Book, party: Party, plan: Plan, service_id: int, answers: dict) -> None:
        self.book, self.party, self.plan, self.service_id, self.answers = book, party, plan, service_id, answers
        self.id = book.tables.next_id("filings.Filing")
        self.rounds = 0
        self.grounds: tuple[str, ...] = ()
        self.snapshot: dict = {}
        first = plan.submissions[0].at if plan.submissions else None
        self.file_due = 0
        self.file_term = None
        if answers["started_on"]:
            met_on = None if first is None else day_of(first)
            self.file_term, self.file_due = book.term("file", plan.runs_since, met_on)
        self.state = {
            "status": Status.DRAFT.value,
            "reference": None,
            "province": party.province,
            "county": party.county,
            "term": self.file_term,
            "due_on": self.file_term and iso(self.file_due),
            "late_by": 0,
            "submitted_at": None,
            "decided_at": None,
        }

    def write(self) -> None:
        """The filing and all that hangs on it are written."""
        plan = self.plan
        self.event("start", plan.begun_at, self.party.user_id, {}, {"status": Status.DRAFT.value})
        for submission in plan.submissions:
            self.submit(submission)
            if submission.outcome:
                self.decide(submission)
        if plan.status == Status.WITHDRAWN:
            self.advance("withdraw", plan.ended_at, self.party.user_id, term=None, due_on=None)
        elif plan.status == Status.LAPSED:
            self.advance("lapse", plan.ended_at, None, term=None, due_on=None)
        self.row()

    def event(self, verb: str, at: int, by: int | None, before: dict, after: dict, note: str = "") -> None:
        self.book.event("filings.filing", self.id, self.party.province, at, verb, by, before, after, note)

    def advance(self, verb: str, at: int, by: int | None, note: str = "", **changes) -> None:
        after = {"status": MOVES[verb].target.value, **changes}
        before = {name: self.state[name] for name in after}
        self.state |= after
        self.event(verb, at, by, before, after, note)

    def submit(self, submission: Submission) -> None:
        """Another round is frozen."""
        self.rounds += 1
        day = day_of(submission.at)
        ended = submission.decided_at or (self.plan.ended_at if self.plan.status == Status.WITHDRAWN else None)
        term_id, due = self.book.term("decide", day, ended and day_of(ended))
        late_by = self.book.clock.late(self.file_due, day_of(self.plan.submissions[0].at))
        changes = {"submitted_at": json_moment(submission.at), "term": term_id, "due_on": iso(due), "late_by": late_by}
        if self.rounds == 1:
            changes["reference"] = self.book.next_reference(date.fromordinal(day).year)
            changes |= {"province": self.party.province, "county": self.party.county}
        else:
            self.answers["server_address"] += "\n" + names.server_address(self.book.rng)
        self.advance("submit", submission.at, self.party.user_id, **changes)
        self.freeze(submission, term_id)

    def freeze(self, submission: Submission, term_id: int) -> None:
        row = self.party.row | {"county": self.party.county}
        self.snapshot = freeze({name: row[name] for name in ENTITY_NAMES} | self.answers)
        text, digest = frozen(self.snapshot)
        round_id = self.book.tables.next_id("filings.Round")
        self.book.tables.add(
            "filings.Round",
            id=round_id,
            filing_id=self.id,
            number=self.rounds,
            snapshot=escaped(text),
            sha256=digest,
            submitted_by_id=self.party.user_id,
            submitted_at=json_moment(submission.at),
            term_id=term_id,
        )
        if submission.outcome:
            self.review(submission, round_id)

    def review(self, submission: Submission, round_id: int) -> None:
        """The officer's decision on the round is written, with its reasons."""
        tables, rng = self.book.tables, self.book.rng
        review_id = tables.next_id("reviews.Review")
        tables.add(
            "reviews.Review",
            id=review_id,
            filing_id=self.id,
            round_id=round_id,
            reviewer_id=self.reviewer(),
            outcome=submission.outcome.value,
            note="",
            decided_at=json_moment(submission.decided_at),
            late_by=self.book.clock.late(
                self.book.clock.due("decide", day_of(submission.at)), day_of(submission.decided_at)
            ),
        )
        known = REASONS.get(submission.outcome, ())
        reasons = rng.sample(known, rng.randrange(1, 3)) if known else []
        self.grounds = tuple(ground for ground, _text in reasons)
        for ground, text in reasons:
            tables.add(
                "reviews.Reason", id=tables.next_id("reviews.Reason"), review_id=review_id, ground=ground, text=text
            )

    def reviewer(self) -> int:
        """Return the officer of this filing: the same one in each round."""
        officers = self.book.officers[self.party.province]
        return officers[self.id % len(officers)]

    def decide(self, submission: Submission) -> None:
        at, changes = submission.decided_at, {"term": None, "due_on": None}
        if submission.outcome == Status.RETURNED:
            term_id, due = self.book.term("correct", day_of(at), self.corrected_on())
            changes = {"term": term_id, "due_on": iso(due)}
        verb, note = VERB_OF[submission.outcome], cited(self.grounds)
        self.advance(verb, at, self.reviewer(), note, decided_at=json_moment(at), **changes)
        if submission.outcome == Status.FILED and not self.party.is_verified:
            self.verify(at)

    def verify(self, at: int) -> None:
        """The first accepted filing verifies its provider."""
        party, before, after = self.party, {"status": "registered"}, {"status": "verified"}
        party.is_verified = True
        self.book.event("providers.provider", party.id, party.province, at, "verify", self.reviewer(), before, after)

    def corrected_on(self) -> int | None:
        """Return the day on which the time for correcting the latest round ended: by a new one, or for good."""
        later = self.plan.submissions[self.rounds :]
        end = later[0].at if later else self.plan.ended_at
        return end and day_of(end)

    def row(self) -> None:
        """The filing's own row, as the last verb has left it."""
        state, answers = self.state, self.answers
        is_filed = state["status"] == Status.FILED
        self.book.tables.add(
            "filings.Filing",
            **{name: value for name, value in state.items() if name not in ("term",)},
            id=self.id,
            uuid=uuid_from(self.book.rng),
            service_id=self.service_id,
            provider_id=self.party.id,
            procedure="first",
            term_id=state["term"],
            file_term_id=self.file_term,
            created_at=json_moment(self.plan.begun_at),
            changed_at=json_moment(self.plan.submissions[-1].at if self.rounds else self.plan.begun_at),
            numbered_at=json_moment(self.plan.last_moment + 1) if is_filed else None,
            **{name: answers[name] for name in PLAIN},
            forms=array(answers["forms"]),
            fields=array(answers["fields"]),
            started_on=answers["started_on"] and answers["started_on"].isoformat(),
            server_address=escaped(answers["server_address"]),
            person_id=answers["person"] and str(answers["person"].pk),
        )


PLAIN = ("service_name", "category", "description", "web_address", "client_name", "account_name", "server_county")


def answers_for(party: Party, plan: Plan, rng: Random, name: str = "") -> dict:
    """Return the answers of a filing; an incomplete draft has those of its first page only."""
    kind = rng.choice(list(names.USES))
    name = name or names.service(rng, kind)
    forms = rng.choice(names.FORMS)
    first_page = {
        "service_name": name,
        "category": rng.choices(Category.values, [2, 7, 3])[0],
        "forms": forms,
        "fields": [kind],
        "description": names.description(name, kind, rng),
        "web_address": "" if forms == ["mini_program"] else f"https://s{rng.randrange(10**9)}.demo.example",
        "client_name": name if "app" in forms or forms == ["mini_program"] else "",
        "account_name": name if "official_account" in forms else "",
        "started_on": date.fromordinal(plan.runs_since),
    }
    if not plan.is_complete:
        return first_page | {"server_county": "", "server_address": "", "person": None}
    place = rng.choice(divisions.counties_of(party.province))[0] if rng.random() < 0.3 else party.county
    return first_page | {
        "server_county": place,
        "server_address": names.server_address(rng),
        "person": party.person,
    }
