"""Pages of a provider's filings: the list, what was submitted, what was decided, and how a filing ends."""

import uuid as uuids

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from filing_portal.base import clock, parts
from filing_portal.base.paging import Keyset, Page
from filing_portal.base.rules import SignedRequest
from filing_portal.ledger.models import Event
from filing_portal.lifecycle import require_status, verbs_for
from filing_portal.offices.models import Office
from filing_portal.offices.timeline import providers_timeline
from filing_portal.terms.picture import picture_of
from filings import reading, workflow
from filings.forms import TokenForm
from filings.listing import with_numbers
from filings.models import Filing
from filings.states import EDITABLE, Status
from filings.views.ground import PAGE_SIZE, own, trail, under


def listing(request: SignedRequest) -> HttpResponse:
    """List the provider's filings, newest first."""
    page = Page(Filing.objects.owned_by(request.user), Keyset(), request.GET, PAGE_SIZE)
    return render(request, "filings/list.html", {"page": page, "rows": with_numbers(page.rows)})


def confirmation(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Confirm the latest round, and say what happens next or has happened since."""
    filing = own(request, uuid)
    latest = filing.rounds.select_related("term").last()
    if latest is None:
        return redirect(filing)
    context = {
        "filing": filing,
        "round": latest,
        "title": reading.confirmed(latest),
        "is_waiting": filing.status == Status.SUBMITTED,
        "office": Office.objects.get(code=filing.province),
        "since": reading.happened_since(latest),
        "is_mailed": bool(settings.EMAIL_HOST),
    }
    return render(request, "filings/confirmation.html", context)


def detail(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Show the filing's status, what was submitted, what was decided and what may be done now."""
    filing = own(request, uuid, "provider", "term__limit")
    if filing.status == Status.DRAFT:
        return redirect(filing)
    latest = filing.rounds.latest("number")
    context = {
        "filing": filing,
        "round": latest,
        "sections": [(each, reading.rows(each)) for each in reading.submitted(latest.snapshot)],
        "deadline": picture_of(filing, clock.today(), with_action=filing.status in EDITABLE),
        "panels": parts.panels("filings:detail", filing),
        "verbs": verbs_for(filing, request.user),
        # Where a change of what is on file is reported: the portal has no procedure for it.
        "office": Office.objects.get(code=filing.province) if filing.status == Status.FILED else None,
        "form": TokenForm(),
        "events": providers_timeline(Event.objects.about(filing)),
        "trail": trail(),
    }
    return render(request, "filings/detail.html", context)


def withdraw(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Ask for confirmation; POST takes the submission back."""
    filing = own(request, uuid)
    if request.method == "POST":
        workflow.withdraw(filing.pk, by=request.user)
        messages.success(request, _("The filing is withdrawn. You may start it again; your answers are kept."))
        return redirect(filing)
    require_status(filing, "withdraw")
    return render(request, "filings/withdraw.html", {"filing": filing, "trail": under(filing)})


def discard(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Ask for confirmation; POST discards the draft."""
    filing = own(request, uuid)
    require_status(filing, "discard")
    if request.method == "POST":
        workflow.discard(filing.pk, by=request.user)
        messages.success(request, _("The draft is discarded."))
        return redirect("filings:list")
    return render(request, "filings/discard.html", {"filing": filing, "trail": under(filing)})
