"""The forms of the register: its search, and the verification of a number."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from filing_portal.base.forms import PortalForm
from filing_portal.base.pairs import words
from filing_portal.base.punctuation import listed
from providers import divisions
from registry.lookup import CURSOR
from registry.states import Status

LONGEST = 500  # a number may be pasted with the text around it


def province_choices() -> list[tuple[str, str]]:
    """Return the provinces by code, named in the reader's language, after the empty choice of all of them."""
    language = get_language()
    named = [(row.code, divisions.province_name(row.code, language)) for row in divisions.provinces()]
    return [("", str(_("All provinces"))), *named]


class SearchForm(PortalForm, forms.Form):
    """Ask what to search the register for; sent by GET, so that the address of the results can be kept."""

    q = forms.CharField(label=_("Filing number, service name or provider name"), required=False, max_length=LONGEST)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("All")), *Status.choices],
        widget=forms.RadioSelect(attrs={"form": "search", "class": "form-check-input"}),
    )
    province = forms.ChoiceField(
        label=_("Province"),
        required=False,
        choices=province_choices,
        widget=forms.Select(attrs={"form": "search", "class": "form-select"}),
    )
    after = forms.RegexField(CURSOR, required=False)
    before = forms.RegexField(CURSOR, required=False)

    def clean_q(self) -> str:
        """Return the query. Raises ValidationError when no word of it has two characters."""
        query: str = self.cleaned_data["q"]
        if query:
            words(query)
        return query

    @property
    def narrowed(self) -> str:
        """Return the filters that are set, in words; "" for none."""
        status, province = self.cleaned_data["status"], self.cleaned_data["province"]
        texts = [str(Status(status).label)] if status else []
        texts += [divisions.province_name(province, get_language())] if province else []
        return listed(texts)


class VerifyForm(PortalForm, forms.Form):
    """Ask for the number to verify."""

    number = forms.CharField(
        label=_("Filing number"),
        max_length=LONGEST,
        error_messages={
            "required": _(
                "Enter a filing number: it is printed in a prominent place of the service, usually at the foot."
            )
        },
    )
