"""The table of pages that are checked: who opens them, where they are, and what is done there before."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page

from filing_portal.workdays.tests.notices import limit_typed, notice_typed
from filings.states import Status as FilingStatus
from inspections.states import Status as InspectionStatus

Objects = dict[str, str | int]
LANGUAGES = {"zh": "zh-hans", "en": "en"}
VISITOR, NEWCOMER, BEGINNER, PROVIDER = "visitor", "newcomer", "beginner", "provider"
OFFICER, ADMINISTRATOR = "officer", "administrator"
RESULTS = ("valid", "suspended", "deregistered", "not_found", "malformed")
SUBMITTED = tuple(status for status in FilingStatus.values if status != FilingStatus.DRAFT)
INSPECTED = tuple(InspectionStatus.values)


@dataclass(frozen=True)
class View:
    """A page in one state: for whom, its URL name with arguments (names of objects, or as they are), and its query."""

    title: str
    role: str
    name: str
    arguments: tuple[str, ...] = ()
    query: str = ""
    act: Callable[[Page], None] | None = None
    status: int = 200

    def path(self, language: str, objects: Objects) -> str:
        """Return the address in one language."""
        with override(LANGUAGES[language]):
            path = reverse(self.name, args=[objects.get(argument, argument) for argument in self.arguments])
        return path + self.query.format(objects)

    def session(self, language: str) -> str | None:
        """Return the name of the role's session among the objects; the console speaks the officer's language."""
        if self.role == VISITOR:
            return None
        return f"session.{self.role}" + (f".{language}" if self.role in (OFFICER, ADMINISTRATOR) else "")


def send(page: Page) -> None:
    """Send the first form of the page's main part as it stands."""
    page.get_by_role("main").locator("form[method=post]").first.locator(
        "button[type=submit], button:not([type])"
    ).first.click()


def show_number(page: Page) -> None:
    """Have the first masked number of the case shown for the first purpose."""
    form = page.locator("form[action$='/reveal/']")
    form.locator("input[type=radio]").first.check()
    form.locator("select").select_option(index=1)
    form.locator("button").click()


def show_nothing(page: Page) -> None:
    """Ask for a masked number without saying which one and for what."""
    page.locator("form[action$='/reveal/'] button").click()


def explain(page: Page) -> None:
    """Open how the deadline is worked out."""
    page.locator(".bf-how summary").click()


def send_without_name(page: Page) -> None:
    """Empty the name and send the form."""
    page.locator("#id_name").fill("")
    send(page)


def leave_a_wrong_address(page: Page) -> None:
    """Save a server address that is none, and go back to the task list."""
    page.locator("[name=server_address]").fill("999.1.1.1")
    send(page)
    page.goto(page.url.removesuffix("server/"))


def show_effect(page: Page) -> None:
    """Fill in a notice and ask for its effect."""
    for name, text in notice_typed().items():
        page.locator(f"[name={name}]").fill(text)
    send(page)


def change_limit(page: Page) -> None:
    """Ask for the effect of another length."""
    for name, text in limit_typed().items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("#id_applies_to_running").check()
    page.locator("button[value=show]").click()


def discard_without_reason(page: Page) -> None:
    """Discard what waits, without saying why."""
    page.locator("details:has(.btn-outline-danger) > summary").click()
    page.locator("details .btn-outline-danger").click()


def asked(start: str, working_days: int, more: str = "") -> str:
    """Return the query that asks the calculator."""
    year, month, day = start.split("-")
    return f"?start_year={year}&start_month={month}&start_day={day}&working_days={working_days}{more}"


def make_address(page: Page) -> None:
    """Make an address of the calendar: it is shown once."""
    page.locator("button[name=open]").click()


PUBLIC = (
    View("home", VISITOR, "home"),
    View("results", VISITOR, "registry:search", query="?q=测试"),
    View("no results", VISITOR, "registry:search", query="?q=没有这样的"),
    View("record", VISITOR, "registry:record", ("number.valid",)),
    View("record suspended", VISITOR, "registry:record", ("number.suspended",)),
    View("record missing", VISITOR, "registry:record", ("number.not_found",), status=404),
    View("verify", VISITOR, "registry:verify"),
    *(
        View(f"verify {result}", VISITOR, "registry:verify", query=f"?number={{0[number.{result}]}}")
        for result in RESULTS
    ),
    View("verify cut off", VISITOR, "registry:verify", query="?number={0[number.cut_off]}"),
    View("sign-up", VISITOR, "account_signup"),
    View("sign-up with errors", VISITOR, "account_signup", act=send),
    View("sign-in", VISITOR, "account_login"),
    View("password reset", VISITOR, "account_reset_password"),
    View("outbox", VISITOR, "letters:outbox"),
    View("accessibility", VISITOR, "accessibility"),
    View("privacy", VISITOR, "privacy"),
    View("API docs", VISITOR, "registry:api_docs"),
    View("calculator", VISITOR, "terms:deadline"),
    View("calculator filled in", VISITOR, "terms:deadline", query="?working_days=30&direction=backward"),
    View("calculator with a result", VISITOR, "terms:deadline", query=asked("2026-09-22", 10)),
    View("calculator, explained", VISITOR, "terms:deadline", (), asked("2026-09-22", 10, "&limit=file"), explain),
    View("calculator with two rows", VISITOR, "terms:deadline", query=asked("2026-09-22", 20)),
    View("calculator with months", VISITOR, "terms:deadline", query=asked("2026-01-05", 250)),
    View("calculator, provisional", VISITOR, "terms:deadline", query=asked("2027-01-04", 20)),
    View("calculator, backwards", VISITOR, "terms:deadline", query=asked("2026-12-31", 30, "&direction=backward")),
    View("calculator with errors", VISITOR, "terms:deadline", query=asked("2026-02-30", 0)),
    View("404", VISITOR, "home", query="no-such-page/", status=404),
)
PROVIDERS = (
    View("registration", NEWCOMER, "providers:register"),
    View("register organisation", NEWCOMER, "providers:register_organisation"),
    View("register organisation with errors", NEWCOMER, "providers:register_organisation", act=send),
    View("register individual", NEWCOMER, "providers:register_individual"),
    View("register individual with errors", NEWCOMER, "providers:register_individual", act=send),
    View("dashboard of a newcomer", NEWCOMER, "dashboard"),
    View("dashboard without filings", BEGINNER, "dashboard"),
    View("filings list without filings", BEGINNER, "filings:list"),
    View("provider's details before verification", BEGINNER, "providers:detail"),
    View("correct registered facts", BEGINNER, "providers:amend"),
    View("correct registered facts with errors", BEGINNER, "providers:amend", act=send_without_name),
    View("dashboard", PROVIDER, "dashboard"),
    View("provider's details", PROVIDER, "providers:detail"),
    View("start a filing", PROVIDER, "filings:start"),
    View("filings list", PROVIDER, "filings:list"),
    View("task list", PROVIDER, "filings:draft", ("filing.begun",)),
    View("facts of a returned filing", PROVIDER, "filings:entity", ("filing.returned",)),
    View("facts of a draft", PROVIDER, "filings:entity", ("filing.draft",)),
    View("correct verified facts", PROVIDER, "filings:correct_entity", ("filing.returned",)),
    View(
        "correct verified facts with errors",
        PROVIDER,
        "filings:correct_entity",
        ("filing.returned",),
        act=send_without_name,
    ),
    View("draft form", PROVIDER, "filings:section", ("filing.draft", "service")),
    View("draft form with errors", PROVIDER, "filings:section", ("filing.begun", "service"), act=send),
    View("draft form of the server", PROVIDER, "filings:section", ("filing.draft", "server")),
    View(
        "task list, not all saved", PROVIDER, "filings:section", ("filing.begun", "server"), act=leave_a_wrong_address
    ),
    View("draft form of the person", PROVIDER, "filings:section", ("filing.draft", "person")),
    View("draft form with corrections", PROVIDER, "filings:section", ("filing.returned", "service")),
    View("check answers", PROVIDER, "filings:check", ("filing.draft",)),
    View("check answers with errors", PROVIDER, "filings:check", ("filing.draft",), act=send),
    View("confirmation", PROVIDER, "filings:confirmation", ("filing.submitted",)),
    View("confirmation after the decision", PROVIDER, "filings:confirmation", ("filing.filed",)),
    *(
        View(f"filing {status}", PROVIDER, "filings:detail", (f"filing.{status}",))
        for status in FilingStatus
        if status != "draft"
    ),
    View("inspections list", PROVIDER, "inspections:list"),
    *(
        View(f"inspection {status}", PROVIDER, "inspections:answer", (f"inspection.{status}",))
        for status in InspectionStatus
    ),
    View("calendar subscription without an address", BEGINNER, "calendar_feed"),
    View("calendar subscription", PROVIDER, "calendar_feed"),
    View("messages", PROVIDER, "letters:list"),
    View("message", PROVIDER, "letters:detail", ("letter",)),
)
CONSOLE = (
    View("console sign-in", VISITOR, "account_login", query="?next=/console/"),
    View("403", OFFICER, "dashboard", status=403),
    View("calendar subscription with a new address", OFFICER, "calendar_feed", act=make_address),
    View("overview", OFFICER, "admin:index"),
    View("queue", OFFICER, "admin:filings_filing_changelist"),
    View("case", OFFICER, "admin:filings_filing_change", ("case",)),
    View("late case", OFFICER, "admin:filings_filing_change", ("late_case",)),
    View("masked number that is shown", OFFICER, "admin:filings_filing_change", ("case",), act=show_number),
    View("masked number with errors", OFFICER, "admin:filings_filing_change", ("case",), act=show_nothing),
    View("decision with errors", OFFICER, "admin:filings_filing_change", ("case",), act=send),
    View("providers in the console", OFFICER, "admin:providers_provider_changelist"),
    View("provider in the console", OFFICER, "admin:providers_provider_change", ("provider",)),
    View("individual in the console", OFFICER, "admin:providers_provider_change", ("individual",)),
    View("entries in the console", OFFICER, "admin:registry_entry_changelist"),
    View("entry in the console", OFFICER, "admin:registry_entry_change", ("entry",)),
    View("inspections in the console", OFFICER, "admin:inspections_inspection_changelist"),
    View("inspection in the console", OFFICER, "admin:inspections_inspection_change", ("inspection.answered.pk",)),
    View("overview of an administrator", ADMINISTRATOR, "admin:index"),
    View("officers", ADMINISTRATOR, "admin:offices_officer_changelist"),
    View("new officer", ADMINISTRATOR, "admin:offices_officer_add"),
    View("calendar in the console", ADMINISTRATOR, "admin:terms_day_changelist"),
    View("calendar notices", ADMINISTRATOR, "admin:terms_notice_changelist"),
    View("import a notice", ADMINISTRATOR, "admin:terms_notice_import"),
    View("import a notice with errors", ADMINISTRATOR, "admin:terms_notice_import", act=send),
    View("effect of a notice", ADMINISTRATOR, "admin:terms_notice_import", act=show_effect),
    View("notice that waits", ADMINISTRATOR, "admin:terms_notice_change", ("notice.waiting",)),
    View(
        "notice discarded without a reason",
        ADMINISTRATOR,
        "admin:terms_notice_change",
        ("notice.waiting",),
        act=discard_without_reason,
    ),
    View("released notice", OFFICER, "admin:terms_notice_change", ("notice.released",)),
    View("time limits", ADMINISTRATOR, "admin:terms_limit_changelist"),
    View("time limit set by policy", ADMINISTRATOR, "admin:terms_limit_change", ("rule.policy",)),
    View("time limit set by law", ADMINISTRATOR, "admin:terms_limit_change", ("rule.law",)),
    View("effect of a time limit", ADMINISTRATOR, "admin:terms_limit_change", ("rule.policy",), act=change_limit),
    View("recomputations", OFFICER, "admin:terms_recomputation_changelist"),
    View("recomputation", OFFICER, "admin:terms_recomputation_change", ("recomputation",)),
    View("self-audits", OFFICER, "admin:terms_audit_changelist"),
    View("self-audit", OFFICER, "admin:terms_audit_change", ("audit",)),
)
VIEWS = (*PUBLIC, *PROVIDERS, *CONSOLE)
