"""Read the input of the public calculator: a day, a number of working days, a direction; offer the limits in force."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base.forms import DatePartsField, PortalForm
from filing_portal.terms.articles import cite
from filing_portal.terms.limits import IN_FORCE, LIMITS, LONGEST
from filing_portal.terms.models import Limit
from filing_portal.workdays.calendar import Calendar
from filing_portal.workdays.engine import Events, Length, Reckoning, reckon

FORWARD, BACKWARD = "forward", "backward"
DIRECTIONS = {
    FORWARD: _("Forward: this day sets the time limit off"),
    BACKWARD: _("Backwards: something must be done before this day"),
}
NUMBER = _("Enter a whole number of working days from 1 to 250.")


class WorkingDaysField(forms.IntegerField):
    """A number of working days from 1 to LONGEST; full-width digits and spaces are read too."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "bf-w5"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages=dict.fromkeys(("required", "invalid"), NUMBER), **kwargs)

    def to_python(self, value: Any) -> int | None:
        number = super().to_python("".join(unicodedata.normalize("NFKC", str(value or "")).split()))
        if number is not None and not 1 <= number <= LONGEST:
            raise ValidationError(NUMBER, code="invalid")
        return number


class DeadlineForm(PortalForm, forms.Form):
    """A term to be worked out; its address is the question, so it is sent by GET."""

    start = DatePartsField(
        label=_("Starting day"),
        subject=_("the starting day"),
        help_text=_(
            "The day itself is not counted. For counting backwards, enter the planned day, such as the day the service "
            "ends."
        ),
    )
    working_days = WorkingDaysField(label=_("Number of working days"))
    direction = forms.ChoiceField(label=_("Direction"), choices=DIRECTIONS.items(), widget=forms.RadioSelect)
    limit = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, query: QueryDict, calendar: Calendar) -> None:
        """Read the question; a query without a day only fills the form in."""
        self.calendar = calendar
        self.reckoning: Reckoning | None = None
        asked = query.copy()
        asked.setdefault("direction", FORWARD)
        is_asked = any(name.startswith("start") for name in query)
        super().__init__(asked if is_asked else None, initial=asked.dict())

    def clean(self) -> None:
        """Work the term out; a day outside the calendar is an error of the starting day."""
        asked = self.cleaned_data
        if {"start", "working_days", "direction"} - asked.keys():
            return
        length = Length(asked["working_days"], is_backward=asked["direction"] == BACKWARD)
        try:
            reckoning = reckon(Events(asked["start"]), length, self.calendar)
            reckoning.span  # noqa: B018 -- the latest possible day can lie outside the calendar, too
        except ValidationError as error:
            self.add_error("start", error)
        else:
            self.reckoning = reckoning

    @property
    def is_backward(self) -> bool:
        return bool(self["direction"].value() == BACKWARD)

    @property
    def days(self) -> int:
        """Return the number of working days, as far as it is known; 0 when nobody entered one."""
        try:
            days: int = self.fields["working_days"].clean(self["working_days"].value())
        except ValidationError:
            return 0
        return days


@dataclass(frozen=True)
class ListedLimit:
    """A time limit of the Provisions that is in force, as the calculator offers it."""

    limit: Limit

    @property
    def length(self) -> str:
        """Say how long the limit is, and which way it is counted."""
        n = self.limit.length(None).working_days
        if self.limit.is_backward:
            return ngettext("%(n)s working day before", "%(n)s working days before", n) % {"n": n}
        return ngettext("%(n)s working day", "%(n)s working days", n) % {"n": n}

    @property
    def rests_on(self) -> str:
        """Say what the limit rests on: an article, one with a length by policy, or policy alone."""
        if not self.limit.article:
            return pgettext("time limit", "policy")
        return cite(self.limit.article) + ("" if self.limit.is_law else gettext(", length by policy"))

    @property
    def query(self) -> str:
        """Return what fills the form in; where the Provisions themselves start the term, the whole question."""
        asked = {"working_days": self.limit.working_days, "limit": self.limit.code}
        if self.limit.is_backward:
            asked["direction"] = BACKWARD
        if self.limit.starts_with == Limit.Start.PROVISIONS:
            asked |= {f"start_{part}": getattr(IN_FORCE, part) for part in ("year", "month", "day")}
        return urlencode(asked)

    def is_meant(self, form: DeadlineForm) -> bool:
        """Tell whether the reader chose this limit and no other length."""
        asked = (form["limit"].value(), form.days, form.is_backward)
        return asked == (self.limit.code, self.limit.working_days, self.limit.is_backward)


def limits_on(day: date) -> list[ListedLimit]:
    """Return the limits in force on the day that have a length of their own, in the order of the table of terms."""
    versions = Limit.objects.released().filter(valid_from__lte=day).order_by("valid_from", "pk")
    in_force = {limit.code: limit for limit in versions}
    return [ListedLimit(in_force[code]) for code in LIMITS if code in in_force and in_force[code].working_days]
