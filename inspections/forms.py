"""The form by which a provider answers an inspection."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.accounts.models import User
from filing_portal.base.forms import PortalForm, TextField
from filings.catalogue import ITEMS
from filings.forms import MAKERS, field_of
from filings.snapshots import Snapshot
from inspections.models import Inspection
from inspections.workflow import CORRECTABLE, answer
from providers import documents
from providers.fields import PERSON_ASKS, email_field, mobile_field, name_field
from providers.workflow import seal_person

RIGHT, CHANGED = "right", "changed"
ITEMS_ASKED = tuple(item for item in ITEMS if item.name in CORRECTABLE and item.kind in MAKERS)
PERSON = ("person_name", "person_mobile", "person_email")


class AnswerForm(PortalForm, forms.Form):
    """Ask the provider to confirm what is filed, or to correct what an inspection may correct."""

    outcome = forms.ChoiceField(
        label=_("Is what is filed still right?"),
        choices=[(RIGHT, _("Everything is still right")), (CHANGED, _("Some of it has changed"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select whether everything is still right.")},
    )
    remark = TextField(
        label=_("Remark"),
        help_text=_("Anything the office should know."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, facts: Snapshot, person: dict[str, str], data: Mapping[str, Any] | None = None) -> None:
        initial = {item.name: facts.get(item.name) or "" for item in ITEMS_ASKED}
        initial |= {name: person.get(name.removeprefix("person_"), "") for name in PERSON}
        # A browser that hides the fields sends none of them: they hold what is filed, also when they are shown again.
        sent = None if data is None else initial | {name: data[name] for name in data}
        super().__init__(sent, initial=initial)
        for item in ITEMS_ASKED:
            self.fields[item.name] = field_of(item)
        self.fields["person_name"] = name_field(
            label=pgettext_lazy("person", "Name"), required_message=PERSON_ASKS["name"]
        )
        self.fields["person_mobile"] = mobile_field(PERSON_ASKS["mobile"])
        self.fields["person_email"] = email_field(PERSON_ASKS["email"])

    @property
    def correctable(self) -> tuple[str, ...]:
        """Return the fields that may be corrected, in their order."""
        return (*(item.name for item in ITEMS_ASKED), *PERSON)

    @property
    def layout(self) -> Layout:
        return Layout(
            "outcome",
            Div(
                Fieldset(_("Correct what has changed"), *(item.name for item in ITEMS_ASKED), css_class="bf-set"),
                Fieldset(_("Responsible person"), *PERSON, css_class="bf-set"),
                data_shown_with="outcome",
                data_shown_for=CHANGED,
            ),
            "remark",
        )

    def clean_person_mobile(self) -> str:
        typed = self.cleaned_data["person_mobile"]
        return documents.mobile(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned, outcome = self.cleaned_data, self.cleaned_data.get("outcome")
        touched = [name for name in self.correctable if name in self.changed_data]
        self.changed = {name: cleaned[name] for name in touched if name in cleaned}
        if outcome != CHANGED:
            # What is filed need not fit today's form, such as a person that was erased.
            for name in set(self.errors).intersection(self.correctable).difference(touched):
                del self.errors[name]
        if outcome == RIGHT and touched:
            self.add_error("outcome", _("You changed answers below: select “Some of it has changed”, or undo it."))
        if outcome == CHANGED and not self.changed and not cleaned.get("remark") and not self.errors:
            self.add_error("outcome", _("Correct at least one answer, or say in the remark what has changed."))
        return cleaned

    @transaction.atomic
    def save(self, inspection: Inspection, *, by: User) -> Inspection:
        """Store the answer, and seal the person if it changed. Raises what `answer` raises."""
        corrections: dict[str, Any] = {name: value for name, value in self.changed.items() if name not in PERSON}
        if self.changed.keys() & set(PERSON):
            person = {name.removeprefix("person_"): self.cleaned_data[name] for name in PERSON}
            corrections["person"] = seal_person(person)
        return answer(inspection.pk, by=by, corrections=corrections, remark=self.cleaned_data["remark"])
