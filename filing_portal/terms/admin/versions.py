"""Show, release and discard versions in the console: one officer prepares them, another releases them."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.base.rules import account_of
from filing_portal.console.listing import written
from filing_portal.console.menu import Caution, Link, Text
from filing_portal.console.reading import ReferenceAdmin
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import timeline
from filing_portal.lifecycle import NotAllowedNow, verbs_for
from filing_portal.terms.admin.cautions import PREPARE_NOTICE
from filing_portal.terms.forms import DiscardForm
from filing_portal.terms.models import Version
from filing_portal.terms.states import Status

EDIT, PREPARE = "edit", "prepare"
MOST_WAITING = 5
AUDIT = "ledger.view_event"
V = TypeVar("V", bound=Version)


class VersionAdmin(ReferenceAdmin[V]):
    """List and show versions; count those that wait for their release in the menu of who may release them."""

    released_text: Text = ""
    discarded_text: Text = _("It is discarded and will never count. It stays on record.")

    def release(self, request: HttpRequest, row_id: int) -> None:
        """Carry out the verb `release` of this noun."""
        raise NotImplementedError

    def discard(self, request: HttpRequest, row_id: int, note: str) -> None:
        """Carry out the verb `discard` of this noun."""
        raise NotImplementedError

    def release_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Release the version, and lead to its page."""
        row = self.get_object(request, object_id)
        if request.method != "POST":
            return self.lead_to(row)
        only_national(request)
        return self.carry_out(request, row, partial(self.release, request, row.pk), self.released_text)

    def discard_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Discard the version, and lead to its page; without a reason show the form again."""
        row = self.get_object(request, object_id)
        if request.method != "POST":
            return self.lead_to(row)
        only_national(request)
        form = DiscardForm(request.POST)
        if not form.is_valid() and row.status == Status.PREPARED:
            return self.page(request, row, form=form)
        note = form.cleaned_data.get("note", "")
        return self.carry_out(request, row, partial(self.discard, request, row.pk, note), self.discarded_text)

    def carry_out(self, request: HttpRequest, row: V, verb: Callable[[], None], done: Text) -> HttpResponse:
        """Call the verb, say `done` and lead to the row; show a refusal above the row as it is now."""
        try:
            verb()
        except NotAllowedNow as refusal:
            messages.error(request, str(refusal))
            return self.page(request, self.get_object(request, str(row.pk)), status=409)
        messages.success(request, done)
        return self.lead_to(row)

    def lead_to(self, row: V) -> HttpResponse:
        return redirect(self.url_of(row))

    def page_context(self, request: HttpRequest, row: V) -> dict[str, Any]:
        """Return its events, and what this officer may do with the version."""
        officer = account_of(request)
        verbs, is_own = verbs_for(row, officer), row.prepared_by_id == officer.pk
        return {
            "timeline": timeline(Event.objects.about(row), partial(why, row)),
            "is_waiting": row.status == Status.PREPARED,
            "may_release": "release" in verbs and not is_own,
            "is_own": "release" in verbs and is_own,
            "form": DiscardForm() if "discard" in verbs else None,
        }

    @admin.display(description=_("prepared and released by"))
    def hands(self, row: V) -> str:
        people = [str(person) for person in (row.prepared_by, row.released_by) if person]
        return " · ".join(people)

    @property
    def waiting(self) -> str:
        """Return the name under which the menu counts the versions that wait."""
        return f"prepared_{self.opts.model_name}"

    def counts(self, request: HttpRequest) -> dict[str, QuerySet[Any]]:
        return {self.waiting: self.model.objects.prepared()} if self.releases(request) else {}

    def links(self, request: HttpRequest) -> list[Link]:
        if not is_in_menu(request):
            return []
        url = self.list_url
        return [Link(self.name, url, self.icon, request.path.startswith(url), self.waiting * self.releases(request))]

    def cautions(self, request: HttpRequest) -> list[Caution]:
        """Return a sentence for each version that waits for this officer: another one has prepared it."""
        if not self.releases(request):
            return []
        waiting = self.model.objects.prepared().exclude(prepared_by=account_of(request)).order_by("pk")[:MOST_WAITING]
        return [
            Caution(waits(row), is_calm=True, url=self.url_of(row), label=gettext("Read the effect")) for row in waiting
        ]

    def url_of(self, row: Version) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])

    def releases(self, request: HttpRequest) -> bool:
        """Tell whether the officer may release versions that others prepared."""
        return is_national(request) and account_of(request).has_perm(f"terms.release_{self.opts.model_name}")


def why(row: Version, event: Event) -> str:
    """Return why the version was discarded, or the code of the notice that was released before it."""
    if event.verb == "discard":
        return row.discarded_because
    return str(event.after.get("overtaken_by", ""))


def waits(row: Version) -> str:
    """Say that the version waits for the officer who reads it."""
    return gettext("%(name)s waits for your release.") % {"name": row}


def is_in_menu(request: HttpRequest) -> bool:
    """Tell whether the menu offers the calendar and the time limits: to who changes them, and to auditors."""
    account = account_of(request)
    return account.has_perm(AUDIT) or (is_national(request) and account.has_perm(PREPARE_NOTICE))


def is_national(request: HttpRequest) -> bool:
    """Tell whether the officer is one of the national office."""
    return account_of(request).post.office.is_national


def only_national(request: HttpRequest) -> None:
    """Raise PermissionDenied for an officer of a province: calendar and time limits are the national office's."""
    if not is_national(request):
        raise PermissionDenied


def hands_facts(row: Version) -> list[Fact]:
    """Return who prepared the version and who released it; what ships with the portal has neither."""
    if row.prepared_by is None:
        return [Fact(_("Prepared by"), _("The portal itself"))]
    released = f"{row.released_by} · {written(row.released_at)}" if row.released_by else _("Not yet")
    return [
        Fact(_("Prepared by"), f"{row.prepared_by} · {written(row.prepared_at)}"),
        Fact(_("Released by"), released),
    ]
