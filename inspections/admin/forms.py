from django import forms
from django.utils.translation import gettext_lazy as _

from filing_portal.base.forms import PortalForm

PASS, FAIL = "pass_inspection", "fail_inspection"


class JudgeForm(PortalForm, forms.Form):
    """An officer's judgement on the answer to an inspection."""

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

    def __init__(self, *args, may_pass: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not may_pass:
            self.fields["verb"].choices = [(FAIL, _("Not passed, with what was found"))]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("verb") == FAIL and not cleaned.get("finding", "").strip() and "finding" not in self.errors:
            self.add_error("finding", _("Say what was found: the provider must know what is wrong."))
        return cleaned
