"""The console's page of a filing: the case, the decision, and a number that is shown."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from filing_portal.base.rules import account_of
from filing_portal.lifecycle import NotAllowedNow, require_right, require_status
from filings.models import Filing
from filings.states import REVEAL, REVIEW
from reviews.admin.case import CasePage
from reviews.admin.queue import QueueAdmin
from reviews.forms import ACCEPT, SEND_BACK, DecisionForm, RevealForm
from reviews.grounds import Purpose
from reviews.workflow import reveal


@admin.register(Filing)
class FilingAdmin(QueueAdmin):
    """Show the case of a filing, and let officers decide it."""

    page_template = "admin/filings/case.html"
    verbs = {"decide": REVIEW, "reveal": REVEAL}

    def opened(self, rows: QuerySet[Filing]) -> QuerySet[Filing]:
        return rows.select_related("provider__document", "provider__person", "term__limit", "service__entry")

    def page_context(self, request: HttpRequest, row: Filing) -> dict[str, Any]:
        case = CasePage(row, account_of(request))
        return {
            "title": row.service.name,
            "case": case,
            "form": DecisionForm(initial={"round": case.latest.number}) if case.may_decide else None,
            "reveal": RevealForm(case.masked) if case.may_reveal else None,
        }

    def decide_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Decide the round that was read; a refused decision is shown again with everything that was typed."""
        filing = self.get_object(request, object_id)
        if request.method != "POST":
            return redirect("admin:filings_filing_change", filing.pk)
        officer, form = account_of(request), DecisionForm(request.POST)
        try:
            if not form.is_valid():
                require_right(filing, ACCEPT, by=officer)
                require_status(filing, ACCEPT)
                return self.page(request, filing, form=form)
            decided = form.decide(filing.pk, by=officer)
        except NotAllowedNow as refusal:
            return self.conflict(request, object_id, form, refusal)
        due = date_format(decided.due_on) if decided.due_on else ""
        messages.success(request, DONE[form.cleaned_data["verb"]] % {"case": filing.reference, "due": due})
        return redirect("admin:filings_filing_change", filing.pk)

    def reveal_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show one masked number, once: reading the address, or loading the page again without sending, shows none."""
        filing = self.get_object(request, object_id)
        if request.method != "POST":
            return redirect("admin:filings_filing_change", filing.pk)
        case = CasePage(filing, account_of(request))
        if not case.may_reveal:
            raise PermissionDenied
        form = RevealForm(case.masked, request.POST)
        if not form.is_valid():
            return self.page(request, filing, reveal=form)
        purpose = Purpose(form.cleaned_data["purpose"])
        shown = reveal(filing.pk, form.cleaned_data["number"], purpose, by=account_of(request))
        context: dict[str, Any] = {"title": shown.kind.label, "row": filing, "shown": shown, "purpose": purpose.label}
        return self.render(request, "admin/filings/revealed.html", **context)

    def conflict(
        self, request: HttpRequest, object_id: str, form: DecisionForm, refusal: NotAllowedNow
    ) -> HttpResponse:
        """Show the case as it is now, with what was typed: in the form while it can be decided, else to be copied."""
        filing = self.get_object(request, object_id)
        case = CasePage(filing, account_of(request))
        if case.may_decide:
            messages.error(request, str(refusal))
            kept = DecisionForm(initial=form.cleaned_data | {"round": case.latest.number})
            return self.page(request, filing, status=409, form=kept)
        messages.error(request, case.overtaken)
        return self.page(request, filing, status=409, form=None, typed=form.typed())


DONE = {
    ACCEPT: _("%(case)s is on file. The number follows within seconds."),
    SEND_BACK: _("%(case)s was returned. The provider has until the end of %(due)s to correct it."),
    "refuse": _("%(case)s was refused. The provider has been told the reasons."),
}
