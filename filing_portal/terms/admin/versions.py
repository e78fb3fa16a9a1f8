"""The admin of what one officer prepares and another releases: a notice, or a version of a time limit."""

from collections.abc import Callable
from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.console.listing import written
from filing_portal.console.menu import Caution, Link, Text
from filing_portal.console.reading import ReferenceAdmin
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import timeline
from filing_portal.lifecycle import NotAllowedNow, verbs_for
from filing_portal.terms.forms import DiscardForm
from filing_portal.terms.models import Limit, Notice
from filing_portal.terms.states import Status

EDIT, PREPARE = "edit", "prepare"
MOST_WAITING = 5


class VersionAdmin(ReferenceAdmin):
    """Versions, those that wait for their release counted in the menu of who may release them.

    Each admin brings its own verbs as `release(request, row_id)` and `discard(request, row_id, note)`.
    """

    released_text: Text = ""
    discarded_text: Text = _("It is discarded and will never count. It stays on record.")

    def release_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, object_id)
        if request.method != "POST":
            return self.lead_to(row)
        only_national(request)
        return self.carry_out(request, row, partial(self.release, request, row.pk), self.released_text)

    def discard_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, object_id)
        if request.method != "POST":
            return self.lead_to(row)
        only_national(request)
        form = DiscardForm(request.POST)
        if not form.is_valid() and row.status == Status.PREPARED:
            return self.page(request, row, form=form)
        note = form.cleaned_data.get("note", "")
        return self.carry_out(request, row, partial(self.discard, request, row.pk, note), self.discarded_text)

    def carry_out(
        self, request: HttpRequest, row: Notice | Limit, verb: Callable[[], None], done: Text
    ) -> HttpResponse:
        """Do it and lead to the row; a refusal is told above the row as it is now."""
        try:
            verb()
        except NotAllowedNow as refusal:
            messages.error(request, str(refusal))
            return self.page(request, self.get_object(request, str(row.pk)), status=409)
        messages.success(request, done)
        return self.lead_to(row)

    def lead_to(self, row: Notice | Limit) -> HttpResponse:
        return redirect(self.url_of(row))

    def page_context(self, request: HttpRequest, row: Notice | Limit) -> dict:
        verbs = verbs_for(row, request.user)
        is_own = row.prepared_by_id == request.user.pk
        return {
            "timeline": timeline(Event.objects.about(row)),
            "is_waiting": row.status == Status.PREPARED,
            "may_release": "release" in verbs and not is_own,
            "is_own": "release" in verbs and is_own,
            "form": DiscardForm() if "discard" in verbs else None,
        }

    @admin.display(description=_("prepared and released by"))
    def hands(self, row: Notice | Limit) -> str:
        people = [str(person) for person in (row.prepared_by, row.released_by) if person]
        return " · ".join(people)

    @property
    def waiting(self) -> str:
        return f"prepared_{self.opts.model_name}"

    def counts(self, request: HttpRequest) -> dict:
        return {self.waiting: self.model.objects.prepared()} if self.releases(request) else {}

    def links(self, request: HttpRequest) -> list[Link]:
        url = self.list_url
        return [Link(self.name, url, self.icon, request.path.startswith(url), self.waiting * self.releases(request))]

    def cautions(self, request: HttpRequest) -> list[Caution]:
        """Return a sentence for each version that waits for this officer: another one has prepared it."""
        if not self.releases(request):
            return []
        waiting = self.model.objects.prepared().exclude(prepared_by=request.user).order_by("pk")[:MOST_WAITING]
        return [
            Caution(waits(row), is_calm=True, url=self.url_of(row), label=gettext("Read the effect")) for row in waiting
        ]

    def url_of(self, row: Notice | Limit) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])

    def releases(self, request: HttpRequest) -> bool:
        return is_national(request) and request.user.has_perm(f"terms.release_{self.opts.model_name}")


def waits(row: Notice | Limit) -> str:
    return gettext("%(name)s waits for your release.") % {"name": row}


def is_national(request: HttpRequest) -> bool:
    return request.user.post.office.is_national


def only_national(request: HttpRequest) -> None:
    """Raise PermissionDenied for an officer of a province: calendar and time limits are the national office's."""
    if not is_national(request):
        raise PermissionDenied


def hands_facts(row: Notice | Limit) -> list[dict]:
    """Return who prepared the version and who released it; what ships with the portal has neither."""
    if row.prepared_by is None:
        return [{"label": _("Prepared by"), "value": _("The portal itself")}]
    released = f"{row.released_by} · {written(row.released_at)}" if row.released_by else _("Not yet")
    return [
        {"label": _("Prepared by"), "value": f"{row.prepared_by} · {written(row.prepared_at)}"},
        {"label": _("Released by"), "value": released},
    ]
