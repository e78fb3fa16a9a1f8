"""Pages of a draft: its start, its sections, and the check before it is submitted."""

import uuid as uuids
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _

from filing_portal.base import clock, parts
from filing_portal.base.lines import Words
from filing_portal.base.rules import SignedRequest
from filing_portal.lifecycle import require_status
from filing_portal.terms.picture import picture_of
from filing_portal.vault import kept
from filings import checks, reading, workflow
from filings.catalogue import ENTITY
from filings.forms import FORMS, SectionForm, SubmitForm, TokenForm, unsaved_answers, unsaved_of
from filings.models import Filing
from filings.states import Status
from filings.views.ground import PAGE_SIZE, editable, own, trail, under
from providers.acting import acting_provider
from providers.amending import AMEND_FORMS
from providers.states import Status as ProviderStatus


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
    todo = reading.tasks_of(filing, today)
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
        "steps": [(task, task.code == code) for task in reading.tasks_of(form.filing, clock.today())],
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
