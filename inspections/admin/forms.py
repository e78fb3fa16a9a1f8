"""The form by which an officer judges an inspection."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from filing_portal.base.forms import PortalForm

PASS, FAIL = "pass_inspection", "fail_inspection"


class JudgeForm(PortalForm, forms.Form):
    """Ask an officer to judge an inspection; `may_pass` is False for one that was not answered."""

    verb = forms.ChoiceField(
        label=_("Judgement"),
        choices=[(PASS, _("Passed")), (FAIL, _("Not passed, with what was found"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a judgement.")},
    )
    finding = forms.CharField(
        label=_("What was found"),
        help_text=_("The provider reads it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, may_pass: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_pass:
            verb = cast(forms.ChoiceField, self.fields["verb"])
            verb.choices = [(FAIL, _("Not passed, with what was found"))]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("verb") == FAIL and not cleaned.get("finding", "").strip() and "finding" not in self.errors:
            self.add_error("finding", _("Say what was found: the provider must know what is wrong."))
        return cleaned
