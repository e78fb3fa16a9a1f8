"""The forms of a draft's sections: one for each section that is asked."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import pgettext_lazy

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.base.forms import PortalForm
from filing_portal.vault.kept import page_named, seal, unseal
from filings import checks
from filings.catalogue import ASKED, PERSON, SERVER, SERVICE, items_of
from filings.forms.fields import MAKERS, field_of
from filings.models import Filing
from filings.workflow import save_answers, seal_person
from providers import documents
from providers.fields import PERSON_ASKS, email_field, mobile_field, name_field
from providers.places import CountyForm

TITLES = {section.code: section.title for section in ASKED}


def kept_under(filing: Filing, code: str) -> str:
    """Return what a text kept of this section is bound to: the section's page."""
    return page_named("filings:section", filing.uuid, code)


def unsaved_of(filing: Filing, code: str) -> QueryDict | None:
    """Return what was typed in this section last and is not saved, or None."""
    text = filing.unsaved.get(code)
    return unseal(text, kept_under(filing, code)) if text else None


class SectionForm(PortalForm, forms.Form):
    """Ask for one section of a filing; save the right answers, keep the wrong ones sealed and show them again.

    `is_partial` is for a provider who leaves and comes back: a missing answer is then no error, a wrong one still is.
    """

    section: str

    def __init__(self, filing: Filing, data: QueryDict | None = None, *, is_partial: bool = False) -> None:
        self.filing, self.is_partial = filing, is_partial
        self.typed = data or QueryDict()
        super().__init__(data, initial=self.initial_of(filing))
        self.title: str = str(TITLES[self.section])
        for item in items_of(self.section):
            if item.kind in MAKERS:
                self.fields[item.name] = field_of(item)
        self.right: dict[str, Any] = {}

    def initial_of(self, filing: Filing) -> dict[str, Any]:
        """Return the answers to begin with, by field."""
        return filing.answers

    def full_clean(self) -> None:
        """Clean what was typed; `clean` asks for what is missing, with the same words as at submission."""
        required = [field for field in self.fields.values() if field.required]
        for field in required:
            field.required = False
        super().full_clean()
        for field in required:
            field.required = True

    def clean(self) -> dict[str, Any]:
        """Check the answers as at submission, and keep the right ones for `save`."""
        super().clean()
        cleaned = self.cleaned_data
        names = [item.name for item in items_of(self.section)]
        answers = {name: cleaned.get(name) for name in names}
        said = checks.found(answers, clock.today(), self.section)
        found = {name: messages for name, messages in said.items() if name in cleaned}
        wrong = {name for name in found if answers[name]}
        self.right = {name: answers[name] for name in names if name in cleaned and name not in wrong}
        for name, messages in found.items():
            if name in wrong or not self.is_partial:
                self.add_error(name, messages)
        return cleaned

    @property
    def unsaved(self) -> list[str]:
        """Return the fields that hold something which cannot be saved as it is."""
        return [name for name in self.fields if name in self.errors and self.is_typed(name)]

    def is_typed(self, name: str) -> bool:
        """Tell whether the field holds anything; a date or a list of boxes holds several texts."""
        typed = self[name].data
        return any(str(part or "").strip() for part in (typed if isinstance(typed, list | tuple) else [typed]))

    def save(self, *, by: User) -> bool:
        """Save the right answers, and keep the page as it is while others are wrong; tell whether all were right.

        Raises what `save_answers` raises.
        """
        is_right = self.is_valid()
        kept_text = seal(self.typed, kept_under(self.filing, self.section)) if self.unsaved else ""
        self.store(by, kept_text)
        return is_right

    def store(self, by: User, kept_text: str) -> None:
        """Save the right answers."""
        self.filing = save_answers(self.filing.pk, by=by, section=self.section, unsaved=kept_text, **self.right)


class ServiceSectionForm(SectionForm):
    section = SERVICE


class ServerSectionForm(CountyForm, SectionForm):
    section = SERVER


class PersonSectionForm(SectionForm):
    """Ask for the responsible person: one answer in three parts, saved whole and sealed."""

    section = PERSON

    name = name_field(label=pgettext_lazy("person", "Name"), required_message=PERSON_ASKS["name"])
    mobile = mobile_field(PERSON_ASKS["mobile"])
    email = email_field(PERSON_ASKS["email"])

    def initial_of(self, filing: Filing) -> dict[str, Any]:
        """Begin with the provider's responsible person, unless the filing names one."""
        person = (filing.person or filing.provider.person).unseal()
        return {name: person.get(name, "") for name in self.base_fields}

    def clean_mobile(self) -> str:
        typed = self.cleaned_data["mobile"]
        return documents.mobile(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        """Ask for every part, but for one who leaves an empty page."""
        cleaned = self.cleaned_data
        is_empty = not any(cleaned.values()) and not self.errors
        if not (self.is_partial and is_empty):
            for name in self.fields:
                if name in cleaned and not cleaned[name]:
                    self.add_error(name, PERSON_ASKS[name])
        return cleaned

    @property
    def unsaved(self) -> list[str]:
        """Return every field that holds something while one is wrong: a person is saved whole."""
        return [name for name in self.fields if self.is_typed(name)] if self.errors else []

    def store(self, by: User, kept_text: str) -> None:
        """Seal and save the person, unless a part is wrong or all are empty."""
        kept = {"section": self.section, "unsaved": kept_text}
        with transaction.atomic():
            if self.errors or not any(self.cleaned_data.values()):
                self.filing = save_answers(self.filing.pk, by=by, **kept)
            else:
                sealed = seal_person(self.filing, self.cleaned_data)
                self.filing = save_answers(self.filing.pk, by=by, person=sealed, **kept)


FORMS: dict[str, type[SectionForm]] = {
    form.section: form for form in (ServiceSectionForm, ServerSectionForm, PersonSectionForm)
}
