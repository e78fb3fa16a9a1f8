"""The forms by which an officer decides a round, and has a masked number shown."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.accounts.models import User
from filing_portal.base.forms import PortalForm
from filing_portal.base.lines import Fact
from filings.models import Filing
from reviews.grounds import Ground, Purpose
from reviews.reading import Masked
from reviews.workflow import Because, accept, refuse, send_back

MOST_REASONS = 5
SHOWN_REASONS = 3
ACCEPT, SEND_BACK, REFUSE = "accept", "send_back", "refuse"
VERBS: dict[str, Callable[..., Filing]] = {ACCEPT: accept, SEND_BACK: send_back, REFUSE: refuse}
DECISIONS = {
    ACCEPT: _("Put on file"),
    SEND_BACK: _("Return for correction, with reasons"),
    REFUSE: _("Refuse, with reasons"),
}
WITH_REASONS = (SEND_BACK, REFUSE)

Row: TypeAlias = tuple[int, BoundField, BoundField]


class DecisionForm(PortalForm, forms.Form):
    """Ask an officer for the decision on one round, with the reasons the provider will read."""

    round = forms.IntegerField(widget=forms.HiddenInput)
    verb = forms.ChoiceField(
        label=_("Decision"),
        choices=DECISIONS.items(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a decision.")},
    )
    note = forms.CharField(
        label=_("Internal note"),
        help_text=_("The provider does not see it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, MOST_REASONS + 1):
            self.fields[f"ground_{n}"] = forms.ChoiceField(
                label=_("Ground"),
                choices=[("", _("Choose an article or a policy")), *Ground.choices],
                required=False,
            )
            self.fields[f"text_{n}"] = forms.CharField(
                label=_("What is wrong, and what to do"),
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> list[Row]:
        """Return number, ground and text of the reasons that are always there."""
        return [self.row(n) for n in range(1, SHOWN_REASONS + 1)]

    def more_rows(self) -> list[Row]:
        """Return number, ground and text of the reasons that open on demand."""
        return [self.row(n) for n in range(SHOWN_REASONS + 1, MOST_REASONS + 1)]

    @property
    def has_more(self) -> bool:
        """Tell whether one of the further reasons is in use."""
        return any(field.value() or field.errors for _n, *fields in self.more_rows() for field in fields)

    def decide(self, filing_id: int, *, by: User) -> Filing:
        """Carry the decision out on the round that was read. Raises what its verb raises."""
        typed = self.cleaned_data
        reasons = () if typed["verb"] == ACCEPT else (self.reasons,)
        return VERBS[typed["verb"]](filing_id, typed["round"], *reasons, by=by, note=typed["note"])

    def typed(self) -> list[Fact]:
        """Return what was typed beside the choice of the decision, with that choice; nothing when that is all."""
        grounds = dict(Ground.choices)
        written = [
            Fact(gettext("Reason %(n)s") % {"n": n}, lines(grounds.get(ground.value(), ""), text.value()))
            for n, ground, text in [*self.rows(), *self.more_rows()]
        ]
        written = [fact for fact in [*written, Fact(self["note"].label, lines(self["note"].value()))] if fact.value]
        decision = Fact(self["verb"].label, str(DECISIONS.get(self["verb"].value(), "")))
        return [decision, *written] if written else []

    def row(self, n: int) -> Row:
        """Return number, ground and text of one reason."""
        return n, self[f"ground_{n}"], self[f"text_{n}"]

    def clean(self) -> dict[str, Any]:
        """Collect the reasons; refuse a decision whose reasons are missing or superfluous."""
        super().clean()
        cleaned = self.cleaned_data
        reasons = [self.reason(n) for n in range(1, MOST_REASONS + 1)]
        self.reasons = [reason for reason in reasons if reason]
        verb = cleaned.get("verb")
        if verb in WITH_REASONS and not self.reasons and not self.errors:
            self.add_error("text_1", _("Give at least one reason: the provider must know what is wrong."))
        if verb == ACCEPT and self.reasons:
            self.add_error("verb", _("There are reasons below. Remove them, or return the filing for correction."))
        return cleaned

    def reason(self, n: int) -> Because | None:
        """Return the reason of one pair, None when it is empty; half a pair is an error at the other half."""
        ground, text = self.cleaned_data.get(f"ground_{n}"), self.cleaned_data.get(f"text_{n}")
        if not ground and not text:
            return None
        if not ground and f"ground_{n}" not in self.errors:
            self.add_error(f"ground_{n}", _("Choose the article or the policy this reason rests on."))
        if not text and f"text_{n}" not in self.errors:
            self.add_error(f"text_{n}", _("Write what is wrong and what the provider has to do."))
        return Because(ground, text) if ground and text else None


def lines(*texts: Any) -> str:
    """Return the texts that say something, each on a line of its own."""
    return "\n".join(str(text) for text in texts if text)


class RevealForm(PortalForm, forms.Form):
    """Ask which of the masked numbers an officer has to see, and for what."""

    number = forms.ChoiceField(
        label=_("Number to show"),
        error_messages={"required": _("Choose the number.")},
        widget=forms.RadioSelect,
    )
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=[("", _("Choose a purpose")), *Purpose.choices],
        error_messages={"required": _("Choose what you need the number for.")},
    )

    def __init__(self, numbers: Iterable[Masked], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.kind.value, f"{each.kind.label} {each.text}") for each in numbers]
        cast(forms.ChoiceField, self.fields["number"]).choices = choices
