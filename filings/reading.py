"""Put the answers of a filing into words for its provider, with the addresses of its pages."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact, Words
from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import Line
from filing_portal.offices.timeline import providers_timeline
from filing_portal.vault.models import SealedValue
from filings.catalogue import ASKED, BY_NAME, ENTITY, PERSON
from filings.models import Filing, Round
from filings.progress import Task, tasks
from filings.snapshots import Answered, Snapshot, entity_of, freeze, read, sealed_ids
from filings.states import Status


def current_answers(filing: Filing) -> list[Answered]:
    """Return the current answers with the provider's facts; fetch provider and person with the filing."""
    people = {str(sealed.pk): sealed for sealed in (filing.person, filing.provider.document) if sealed}
    return read(freeze(entity_of(filing.provider) | filing.answers), people=people)


def tasks_of(filing: Filing, today: date) -> list[Task]:
    """Return the sections of the filing that are asked, each with how far it is; `today` is the Shanghai day."""
    is_returned = filing.status == Status.RETURNED
    return tasks(filing.answers, today, is_returned=is_returned, unsaved=filing.unsaved)


def submitted(snapshot: Snapshot) -> list[Answered]:
    """Return the answers of a round, in words."""
    found = SealedValue.objects.in_bulk(sealed_ids(snapshot))
    return read(snapshot, people={str(key): sealed for key, sealed in found.items()})


def confirmed(latest: Round) -> Words:
    """Return what the submission of this round is confirmed with."""
    if latest.number == 1:
        return _("Your filing has been submitted")
    return _("Your corrections have been submitted")


def happened_since(latest: Round) -> list[Line]:
    """Return what has happened to a filing since its latest round was submitted, oldest first."""
    after = Event.objects.about(latest.filing).filter(at__gt=latest.submitted_at).exclude(verb="submit")
    return providers_timeline(after)[::-1]


def rows(section: Answered, url: str = "") -> list[Fact]:
    """Return the section's answers as lines of a summary; with `url`, each leads to where it is changed."""
    return [
        Fact(
            answer.item.label,
            answer.text,
            url and url + ("" if section.code == PERSON else f"#div_id_{answer.item.name}"),
        )
        for answer in section.answers
    ]


def section_url(filing: Filing, code: str) -> str:
    """Return the address of the page of one section."""
    return reverse("filings:section", args=[filing.uuid, code])


def step_after(filing: Filing, code: str) -> str:
    """Return the page that follows a section: the next one, and after the last the check of all answers."""
    codes = [ENTITY, *(section.code for section in ASKED)]
    after = codes[codes.index(code) + 1 :]
    return section_url(filing, after[0]) if after else reverse("filings:check", args=[filing.uuid])


def linked(filing: Filing, found: Mapping[str, Iterable[Words]]) -> list[tuple[str, str]]:
    """Return each sentence of `checks.found` with the address of the field it is about."""
    return [
        (str(sentence), f"{section_url(filing, BY_NAME[name].section)}#div_id_{name}")
        for name, sentences in found.items()
        for sentence in sentences
    ]
