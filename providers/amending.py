"""The forms by which a provider corrects what it registered: those of registration, begun with what is on record."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from providers.forms import IndividualForm, OrganisationForm, RegistrationForm
from providers.mask import masked_document, masked_mobile
from providers.models import Provider
from providers.states import Status

if TYPE_CHECKING:
    Registration = RegistrationForm
else:
    # A form here would bring its fields a second time, and they would hide those of the form it is mixed into.
    Registration = object


class AmendForm(Registration):
    """Mix in before a form of registration: begin with the registered facts; an empty number keeps the current one."""

    title = _("Correct your registered facts")
    hidden = ()
    # What says who the provider is: another code or document would be another provider's.
    identity: tuple[str, ...]

    def __init__(self, provider: Provider, data: QueryDict | None = None) -> None:
        super().__init__(data)
        del self.fields["token"]  # a page sent twice changes nothing the second time
        if provider.status == Status.VERIFIED:
            for name in self.identity:
                del self.fields[name]
        person = provider.person.unseal()
        facts = {name: getattr(provider, name) for name in self.fields if hasattr(provider, name)}
        document = {name: person.get(name, "") for name in ("document_kind", "document")}
        if provider.document is not None:
            document = {"document_kind": provider.document_kind, "document": provider.document.unseal()["number"]}
        self.held = person | document
        self.initial = {"person_name": person["name"], "phone": person.get("phone"), "email": person.get("email")}
        self.initial |= facts | {"document_kind": document["document_kind"]}
        if provider.postal_address == provider.address:
            self.initial |= {"same_address": True, "postal_address": ""}
        self.offer_to_keep("document_number", masked_document(self.held["document"]))
        self.offer_to_keep("mobile", masked_mobile(self.held["mobile"]))

    def offer_to_keep(self, name: str, masked: str) -> None:
        """Let the field be left empty, and say so with the `masked` number; ask for one where there is none."""
        if masked and name in self.fields:
            self.fields[name].required = False
            self.fields[name].help_text = _("Leave empty to keep the number we have: %(number)s") % {"number": masked}

    def clean_mobile(self) -> str:
        return super().clean_mobile() if self.cleaned_data["mobile"] else self.held["mobile"]

    def clean_document_number(self) -> str:
        """Return what was typed, else the current number. Raises ValidationError when the type of document changed."""
        typed: str = self.cleaned_data["document_number"]
        if typed:
            return typed
        if self.cleaned_data.get("document_kind") not in (None, self.held["document_kind"]):
            raise ValidationError(_("Enter the number too: the one we have belongs to another type of document."))
        return self.held["document"]


class AmendOrganisationForm(AmendForm, OrganisationForm):
    """Amend what an organisation registered."""

    identity = ("credit_code",)


class AmendIndividualForm(AmendForm, IndividualForm):
    """Amend what an individual registered."""

    identity = ("document_kind", "document_number")


AMEND_FORMS: dict[str, type[AmendForm]] = {form.nature: form for form in (AmendOrganisationForm, AmendIndividualForm)}
