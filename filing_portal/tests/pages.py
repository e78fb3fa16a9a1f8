"""Every page that can be read, with who reads it and an object to read: for query budgets and benchmarks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filing_portal.accounts.models import User
from filing_portal.feeds.workflow import open_feed
from filing_portal.offices.models import Officer
from filing_portal.terms.models import Limit
from inspections.models import Inspection
from providers.models import Provider
from registry.models import Entry

BOOKKEEPING = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")
OK, ELSEWHERE, ABSENT = 200, 302, 404


@dataclass(frozen=True)
class World:
    """Who opens the pages: a provider's member with filings in every status, and officers of its province."""

    password: str
    member: User
    newcomer: User
    reviewer: User
    auditor: User
    administrator: User
    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def provider(self) -> Provider:
        return self.member.memberships.get().provider

    def client(self, who: str) -> Client:
        """Return the browser of that person; a visitor's is signed in to nothing."""
        if who not in self.clients:
            self.clients[who] = Client()
            if who != "visitor":
                person = {"login": getattr(self, who).email, "password": self.password}
                self.clients[who].post(reverse("account_login"), person)
                self.clients[who].post(reverse("account_reauthenticate"), person)
        return self.clients[who]


class Page(NamedTuple):
    """A URL's name, its reader, what stands in its path and query, and the status it answers with."""

    name: str
    who: str = "visitor"
    find: Callable[[World], dict] = lambda world: {}
    query: str = ""
    status: int = OK

    def path(self, world: World) -> str:
        return reverse(self.name, kwargs=self.find(world)) + self.query

    @property
    def label(self) -> str:
        return f"{self.name}{self.query}"


class Cost(NamedTuple):
    """What one reading of a page took: the status it answered with, and how many questions to the database."""

    status: int
    queries: int


def cost(page: Page, world: World) -> Cost:
    """Return what the page takes on its second reading: the first one fills what is kept between requests."""
    client, path = world.client(page.who), page.path(world)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    asked = [query for query in captured if not query["sql"].startswith(BOOKKEEPING)]
    return Cost(response.status_code, len(asked))


def filing(status: str, key: str = "uuid") -> Callable[[World], dict]:
    """Return what finds the provider's newest filing in this status."""
    name = "object_id" if key == "pk" else key
    return lambda world: {name: getattr(world.provider.filings.filter(status=status).latest("pk"), key)}


def feed(who: str) -> Callable[[World], dict]:
    return lambda world: {"secret": open_feed(by=getattr(world, who))}


def section(code: str) -> Callable[[World], dict]:
    return lambda world: filing("draft")(world) | {"code": code}


def letter(world: World) -> dict:
    return {"uuid": world.member.letters.addressed_to(world.member).first().uuid}


def inspection(status: str, key: str = "uuid") -> Callable[[World], dict]:
    name = "object_id" if key == "pk" else key

    def find(world: World) -> dict:
        return {
            name: getattr(Inspection.objects.filter(entry__provider=world.provider, status=status).latest("pk"), key)
        }

    return find


def entry(key: str, name: str) -> Callable[[World], dict]:
    return lambda world: {name: getattr(Entry.objects.filter(provider=world.provider).latest("pk"), key)}


def first(label: str) -> Callable[[World], dict]:
    """Return what finds the first row of a model."""
    return lambda world: {"object_id": apps.get_model(label).objects.order_by("pk").first().pk}


def waiting(label: str) -> Callable[[World], dict]:
    """Return what finds the version of a model that waits for its release."""
    return lambda world: {"object_id": apps.get_model(label).objects.prepared().latest("pk").pk}


def colleague(world: World) -> dict:
    return {"object_id": Officer.objects.exclude(user=world.administrator).latest("pk").pk}


def member(*pages: tuple) -> tuple[Page, ...]:
    return tuple(Page(page[0], "member", *page[1:]) for page in pages)


def console(who: str, *pages: tuple) -> tuple[Page, ...]:
    return tuple(Page(f"admin:{page[0]}", who, *page[1:]) for page in pages)


PUBLIC = (
    Page("home"),
    Page("health"),
    Page("accessibility"),
    Page("privacy"),
    Page("registry:search"),
    Page("registry:search", query="?q=%E5%B9%B3%E5%8F%B0"),
    Page("registry:search", query="?q=Chain"),
    Page("registry:record", find=entry("number", "text")),
    Page("registry:verify"),
    Page("registry:verify", query="?number=110108227622386000 2X"),
    Page("registry:api_docs"),
    Page("api:openapi-json"),
    Page("api:api-root", status=ABSENT),
    Page("api:entry", find=entry("number", "number")),
    Page("api:entries"),
    Page("api:entries", query="?q=Chain"),
    Page("api:verify", query="?number=1"),
    Page("letters:outbox"),
    Page("calendar_ics", find=feed("member"), query="?member"),
    Page("calendar_ics", find=feed("reviewer"), query="?reviewer"),
    Page("terms:deadline"),
    Page("terms:deadline", query="?start_year=2026&start_month=9&start_day=22&working_days=10"),
    Page("api:deadline", query="?start=2026-09-22&working_days=10"),
)

SIGN_IN = (
    Page("account_login"),
    Page("account_signup"),
    Page("account_inactive"),
    Page("account_reset_password"),
    Page("account_password_reset_completed"),
    Page("account_email_verification_sent", status=ELSEWHERE),
    Page("account_confirm_login_code", status=ELSEWHERE),
    Page("account_confirm_password_reset_code", status=ELSEWHERE),
    Page("account_complete_password_reset", status=ELSEWHERE),
    Page("mfa_authenticate", status=ELSEWHERE),
    *member(
        ("account_logout",),
        ("account_reauthenticate",),
        ("account_email",),
        ("account_change_password",),
        ("mfa_index",),
        ("mfa_activate_totp",),
        ("mfa_generate_recovery_codes",),
    ),
    Page("account_set_password", "member", status=ELSEWHERE),
    # Who has not set up two-step sign-in has nothing to see here.
    Page("mfa_reauthenticate", "member", status=ELSEWHERE),
    Page("mfa_deactivate_totp", "member", status=ABSENT),
    Page("mfa_view_recovery_codes", "member", status=ABSENT),
    Page("mfa_download_recovery_codes", "member", status=ABSENT),
)

PROVIDER = (
    Page("landing", "member", status=ELSEWHERE),
    Page("calendar_feed", "member"),
    Page("calendar_feed", "reviewer", query="?reviewer"),
    Page("filings:start_again", "member", filing("refused"), status=ELSEWHERE),
    Page("dashboard", "newcomer"),
    Page("providers:register", "newcomer"),
    Page("providers:register_organisation", "newcomer"),
    Page("providers:register_individual", "newcomer"),
    *member(
        ("dashboard",),
        ("providers:detail",),
        # A verified provider corrects nothing here.
        ("providers:amend", lambda world: {}, "", ELSEWHERE),
        ("filings:list",),
        ("filings:start",),
        ("filings:draft", filing("draft")),
        ("filings:entity", filing("draft")),
        ("filings:section", section("service")),
        ("filings:section", section("server")),
        ("filings:section", section("person")),
        ("filings:check", filing("draft")),
        ("filings:discard", filing("draft")),
        ("filings:confirmation", filing("submitted")),
        ("filings:withdraw", filing("submitted")),
        *(("filings:detail", filing(status), f"?{status}") for status in ("submitted", "returned", "filed", "refused")),
        ("letters:list",),
        ("letters:detail", letter),
        ("inspections:list",),
        ("inspections:answer", inspection("open")),
    ),
)

CONSOLE = (
    Page("admin:login", status=ELSEWHERE),
    # The forms of these stand on the page of the row itself; reading them leads there.
    Page("admin:filings_filing_decide", "reviewer", filing("submitted", "pk"), status=ELSEWHERE),
    Page("admin:inspections_inspection_judge", "reviewer", inspection("answered", "pk"), status=ELSEWHERE),
    Page("admin:offices_officer_deactivate", "administrator", colleague, status=ELSEWHERE),
    Page("admin:offices_officer_reactivate", "administrator", colleague, status=ELSEWHERE),
    *(
        Page(f"admin:terms_{verb}", "administrator", waiting(f"terms.{verb.split('_')[0]}"), status=ELSEWHERE)
        for verb in ("notice_release", "notice_discard", "limit_prepare", "limit_release", "limit_discard")
    ),
    *console(
        "reviewer",
        ("index",),
        ("filings_filing_changelist",),
        ("filings_filing_change", filing("submitted", "pk")),
        ("providers_provider_changelist",),
        ("providers_provider_change", lambda world: {"object_id": world.provider.pk}),
        ("registry_entry_changelist",),
        ("registry_entry_change", entry("pk", "object_id")),
        ("inspections_inspection_changelist",),
        ("inspections_inspection_change", inspection("answered", "pk")),
        ("terms_day_changelist",),
        ("terms_day_change", first("terms.Day")),
        ("terms_notice_changelist",),
        ("terms_notice_change", first("terms.Notice")),
        ("terms_limit_changelist",),
        ("terms_limit_change", first("terms.Limit")),
        ("terms_recomputation_changelist",),
        ("terms_recomputation_change", first("terms.Recomputation")),
        ("terms_audit_changelist",),
        ("terms_audit_change", first("terms.Audit")),
    ),
    *console("auditor", ("index",), ("ledger_event_changelist",), ("ledger_event_change", first("ledger.Event"))),
    *console(
        "administrator",
        ("index",),
        ("offices_officer_changelist",),
        ("offices_officer_add",),
        ("offices_officer_change", colleague),
        ("offices_office_changelist",),
        ("offices_office_change", first("offices.Office")),
        ("offices_role_changelist",),
        ("offices_role_change", first("offices.Role")),
        ("terms_notice_changelist",),
        ("terms_notice_import",),
        ("terms_notice_change", waiting("terms.Notice"), "?waiting"),
        ("terms_limit_change", waiting("terms.Limit"), "?waiting"),
        ("terms_limit_change", lambda world: {"object_id": Limit.objects.get(code="inspect").pk}, "?policy"),
    ),
)

PAGES = (*PUBLIC, *SIGN_IN, *PROVIDER, *CONSOLE)
