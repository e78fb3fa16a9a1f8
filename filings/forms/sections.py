"""The forms of a draft's sections: one for each section that is asked."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import pgettext_lazy

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.base.forms import PortalForm
from filings import checks
from filings.catalogue import ASKED, PERSON, SERVER, SERVICE, items_of
from filings.forms.fields import MAKERS, field_of
from filings.models import Filing
from filings.workflow import save_answers, seal_person
from providers import documents
from providers.fields import PERSON_ASKS, email_field, mobile_field, name_field
from providers.places import CountyForm

TITLES = {section.code: section.title for section in ASKED}


class SectionForm(PortalForm, forms.Form):
    """Ask for one section of a filing; save the right answers, and show the wrong ones again.

    `is_partial` is for a provider who leaves and comes back: a missing answer is then no error, a wrong one still is.
    """

    section: str

    def __init__(self, filing: Filing, data: Mapping[str, Any] | None = None, *, is_partial: bool = False) -> None:
        self.filing, self.is_partial = filing, is_partial
        super().__init__(data, initial=self.initial_of(filing))
        self.title = str(TITLES[self.section])
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

    def save(self, *, by: User) -> bool:
        """Save the right answers; return whether all of them were right. Raises what `save_answers` raises."""
        is_right = self.is_valid()
        self.store(by)
        return is_right

    def store(self, by: User) -> None:
        """Save the right answers."""
        self.filing = save_answers(self.filing.pk, by=by, **self.right)


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

    def store(self, by: User) -> None:
        """Seal and save the person, unless a part is wrong or all are empty."""
        if self.errors or not any(self.cleaned_data.values()):
            return
        with transaction.atomic():
            sealed = seal_person(self.filing, self.cleaned_data)
            self.filing = save_answers(self.filing.pk, by=by, person=sealed)


FORMS = {form.section: form for form in (ServiceSectionForm, ServerSectionForm, PersonSectionForm)}
