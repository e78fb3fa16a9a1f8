"""Pages of a provider's filings: the list, the draft with its sections, submission, and what follows."""

import uuid as uuids
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _

from filing_portal.base import clock, parts
from filing_portal.base.lines import Crumb, Words
from filing_portal.base.paging import Keyset, Page
from filing_portal.base.rules import SignedRequest
from filing_portal.ledger.models import Event
from filing_portal.lifecycle import require_status, verbs_for
from filing_portal.offices.timeline import providers_timeline
from filing_portal.terms.picture import picture_of
from filing_portal.vault import kept
from filings import checks, reading, workflow
from filings.catalogue import ENTITY
from filings.forms import FORMS, SectionForm, SubmitForm, TokenForm, unsaved_answers, unsaved_of
from filings.listing import with_numbers
from filings.models import Filing
from filings.progress import tasks
from filings.states import EDITABLE, Status
from providers.acting import acting_provider
from providers.amending import AMEND_FORMS
from providers.states import Status as ProviderStatus

PAGE_SIZE = 50


def own(request: SignedRequest, uuid: uuids.UUID, *related: str) -> Filing:
    """Return a filing of the reader's provider, with its `related` rows. Raises Http404 for any other."""
    filing: Filing = get_object_or_404(Filing.objects.owned_by(request.user).select_related(*related), uuid=uuid)
    return filing


def editable(filing: Filing) -> Filing:
    """Return the filing. Raises NotAllowedNow unless its answers may be changed now."""
    require_status(filing, "save_answers")
    return filing


def trail(*pages: tuple[str, str]) -> list[Crumb]:
    """Return the way to a page: the list, then `pages`, each a label and an address."""
    above = [(_("Filings"), reverse("filings:list")), *pages]
    return [Crumb(label, url) for label, url in above]


def under(filing: Filing) -> list[Crumb]:
    """Return the way to a page below the filing's own."""
    return trail((str(filing), reverse("filings:draft", args=[filing.uuid])))


def listing(request: SignedRequest) -> HttpResponse:
    """List the provider's filings, newest first."""
    page = Page(Filing.objects.owned_by(request.user), Keyset(), request.GET, PAGE_SIZE)
    return render(request, "filings/list.html", {"page": page, "rows": with_numbers(page.rows)})


def start(request: SignedRequest) -> HttpResponse:
    """Say what is needed and offer the drafts there are; a new one is started by POST."""
    form = TokenForm(request.POST or None)
    if form.is_valid():
        return redirect(workflow.start(form.cleaned_data["token"], by=request.user))
    if acting_provider(request) is None:
        messages.info(request, _("Register as a provider first; then you can file a service."))
        return redirect("providers:register")
    drafts = Filing.objects.owned_by(request.user).filter(status=Status.DRAFT)[:PAGE_SIZE]
    return render(request, "filings/start.html", {"form": form, "drafts": drafts, "trail": trail()})


def start_again(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Start a new draft with the answers of a filing that has ended without a number."""
    filing = own(request, uuid)
    form = TokenForm(request.POST or None)
    if not form.is_valid():
        return redirect(filing)
    return redirect(workflow.start_again(filing.pk, form.cleaned_data["token"], by=request.user))


def draft(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Show the task list; a filing that can no longer be edited redirects to its own page."""
    filing = own(request, uuid, "provider__person", "person", "term__limit")
    if not filing.is_editable:
        return redirect(filing)
    today = clock.today()
    todo = tasks(filing.answers, today, is_returned=filing.status == Status.RETURNED, unsaved=filing.unsaved)
    done = 1 + sum(task.is_completed for task in todo)
    context = {
        "filing": filing,
        "tasks": [(task, reading.section_url(filing, task.code)) for task in todo],
        "done": done,
        "total": 1 + len(todo),
        "is_complete": done > len(todo),
        "unsaved": unsaved_answers(filing),
        "deadline": picture_of(filing, today),
        "panels": parts.panels("filings:draft", filing),
        "trail": trail(),
    }
    return render(request, "filings/draft.html", context)


def entity(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Show the provider's facts, which are frozen with every submission."""
    filing = editable(own(request, uuid, "provider", "person"))
    context = {
        "filing": filing,
        "rows": reading.rows(reading.current_answers(filing)[0]),
        "next_url": reading.step_after(filing, ENTITY),
        "correct_url": correct_url(filing),
        "trail": under(filing),
    }
    return render(request, "filings/entity.html", context)


def correct_url(filing: Filing) -> str:
    """Return where the entity's facts are corrected now, "" where they cannot be."""
    if filing.provider.status == ProviderStatus.REGISTERED:
        return reverse("providers:amend")
    is_open = filing.status in Filing.MOVES["correct_entity"].sources
    return reverse("filings:correct_entity", args=[filing.uuid]) if is_open else ""


def correct_entity(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Ask for the facts of a verified provider again, while the filing is returned."""
    filing = own(request, uuid, "provider__document", "provider__person")
    require_status(filing, "correct_entity")
    if filing.provider.status == ProviderStatus.REGISTERED:
        return redirect("providers:amend")
    form = AMEND_FORMS[filing.provider.nature](filing.provider, request.POST if request.method == "POST" else None)
    if form.is_valid():
        workflow.correct_entity(filing.pk, by=request.user, **form.facts())
        messages.success(request, _("The corrected facts are saved. Submit the filing again so that they are judged."))
        return redirect("filings:entity", filing.uuid)
    return render(request, "filings/correct_entity.html", {"filing": filing, "form": form, "trail": under(filing)})


def section(request: SignedRequest, uuid: uuids.UUID, code: str) -> HttpResponse:
    """Ask for one section, and save the right answers even when others are wrong.

    What could not be saved is there again: typed before, or sent after the session had ended.
    """
    if code not in FORMS:
        raise Http404
    filing = editable(own(request, uuid, "provider__person", "person"))
    if request.method == "POST":
        form = FORMS[code](filing, request.POST, is_partial=not {"later", "language"}.isdisjoint(request.POST))
        is_right = form.save(by=request.user)
        kept.forget(request)
        if next_page := page_after(request, form, is_right):
            return redirect(next_page)
        came_late = False
    else:
        late = kept.kept(request)
        form = FORMS[code](filing, late or unsaved_of(filing, code), is_partial=True)
        came_late = late is not None
    context = {
        "filing": form.filing,
        "form": form,
        "came_late": came_late,
        "steps": [
            (task, task.code == code) for task in tasks(form.filing.answers, clock.today(), unsaved=form.filing.unsaved)
        ],
        "panels": parts.panels("filings:section", filing),
        "trail": under(filing),
    }
    return render(request, "filings/section.html", context)


def page_after(request: SignedRequest, form: SectionForm, is_right: bool) -> str:
    """Return where one goes on after a section was sent, or "" to stay; another language keeps what is wrong."""
    language = request.POST.get("language")
    if language in dict(settings.LANGUAGES):
        return translate_url(request.get_full_path(), language)
    if not is_right:
        return ""
    if "later" in request.POST:
        return reverse("filings:draft", args=[form.filing.uuid])
    return reading.step_after(form.filing, form.section)


def check(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Show all answers and ask for the statement of truthfulness; POST submits the round."""
    filing = own(request, uuid, "provider__person", "person")
    form = SubmitForm(request.POST or None, initial={"round": filing.rounds.count() + 1})
    found: Mapping[str, Sequence[Words]] = checks.found(filing.answers, clock.today())
    if form.is_valid():
        try:
            workflow.submit(filing.pk, form.cleaned_data["round"], by=request.user)
        except ValidationError as error:
            found = error.message_dict
        else:
            return redirect("filings:confirmation", filing.uuid)
    elif not filing.is_editable:
        return redirect(filing)
    unsaved = unsaved_answers(filing)
    context = {
        "filing": filing,
        "form": form,
        "problems": [
            *(
                (_("%(answer)s: what you entered last is not saved.") % {"answer": label}, url)
                for label, url in unsaved
            ),
            *reading.linked(filing, found),
        ],
        "sections": [
            (each, reading.rows(each, "" if each.code == ENTITY else reading.section_url(filing, each.code)))
            for each in reading.current_answers(filing)
        ],
        "trail": under(filing),
    }
    return render(request, "filings/check.html", context)


def confirmation(request: SignedRequest, uuid: uuids.UUID) -> HttpResponse:
    """Show the reference and what happens next; once the office has decided, redirect to the filing's page."""
    filing = own(request, uuid)
    if filing.status != Status.SUBMITTED:
        return redirect(filing)
    return render(request, "filings/confirmation.html", {"filing": filing, "is_first": filing.rounds.count() == 1})


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
