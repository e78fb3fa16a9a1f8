"""The forms in which officers prepare and release notices and time limits."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from filing_portal.base import clock
from filing_portal.base.forms import DatePartsField, PortalForm, TextField
from filing_portal.terms import workflow
from filing_portal.terms.limits import LONGEST
from filing_portal.terms.models import Limit, Notice
from filing_portal.workdays import notice_table as tables
from filing_portal.workdays.calendar import Calendar

ADDRESS = _("Enter an address that starts with http:// or https://.")

TABLE_ERRORS = {
    "required": _("Paste the days of the notice, or choose a file with them."),
    "max_length": _("This is too much text for a notice. Paste only its days, one line for each."),
}


class TableField(forms.CharField):
    """The pasted table, kept as it was typed: tabs separate its columns, so that nothing is tidied up here."""

    widget = forms.Textarea(attrs={"rows": 12, "class": "bf-mono", "spellcheck": "false"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, max_length=tables.MOST_BYTES, error_messages=TABLE_ERRORS, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(value or "").replace("\0", "")


class SentForm(PortalForm, forms.Form):
    """A form whose answers can be sent along once more by the page that shows their effect."""

    data: MultiValueDict[str, str]

    def sent(self) -> list[tuple[str, str]]:
        """Return the names of the inputs with what was typed into each."""
        names = [name for name, field in self.fields.items() if not isinstance(field, forms.FileField)]
        return [
            (key, value)
            for key in self.data
            if key in names or key.rsplit("_", 1)[0] in names
            for value in self.data.getlist(key)
        ]


class NoticeForm(SentForm):
    """A notice of the State Council, its days as a table; they are checked against `calendar`, the one in force.

    A valid form has them as `days`.
    """

    year = forms.IntegerField(
        label=_("Year of the notice"),
        help_text=_("The year that the notice arranges."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Enter the year that the notice arranges."),
            "invalid": _("Enter the year as a number, such as 2027."),
        },
    )
    number = TextField(
        label=_("Notice number"),
        help_text=_("As it stands under the title, such as 国办发明电〔2025〕7号."),
        max_length=Notice._meta.get_field("number").max_length,
        required_message=_("Enter the document number of the notice."),
    )
    title = TextField(  # type: ignore[assignment]  # a field is taken out of the class: it hides no heading
        label=_("Title"),
        max_length=Notice._meta.get_field("title").max_length,
        required_message=_("Enter the title of the notice."),
    )
    published_on = DatePartsField(label=_("Date published"), subject=_("the day the notice was published"))
    address = TextField(
        label=_("Address"),
        help_text=_("The page on which it was published. It starts with http:// or https://."),
        max_length=Notice._meta.get_field("address").max_length,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        validators=[URLValidator(schemes=["http", "https"], message=ADDRESS)],
        required_message=ADDRESS,
    )
    table = TableField(
        label=_("Days"),
        help_text=_(
            "One line for each day: date, kind and name, separated by commas, semicolons or tabs, such as"
            " 2027-02-06,holiday,春节. Kinds: holiday (放假), make-up (调休上班), ordinary (恢复)."
        ),
    )
    file = forms.FileField(
        label=_("File with the days"),
        help_text=_("In place of the text above: a text or CSV file in UTF-8 or GB18030, at most 64 KiB."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        error_messages={"empty": _("This file is empty. Choose another one.")},
    )

    def __init__(self, data: Any = None, files: Any = None, *, calendar: Calendar) -> None:
        super().__init__(data, files)
        self.calendar = calendar

    def full_clean(self) -> None:
        """Read an uploaded file into the text area first: what it says stays on the page, and can be corrected."""
        self.file_refusal: ValidationError | None = None
        upload = self.files.get("file") if self.is_bound else None
        if upload and upload.size:
            try:
                text = tables.decoded(upload.read(tables.MOST_BYTES + 1))
            except ValidationError as refusal:
                self.file_refusal = refusal
            else:
                self.data = self.data.copy()
                self.data["table"] = text
        super().full_clean()

    def clean_published_on(self) -> date:
        day: date = self.cleaned_data["published_on"]
        if day > clock.today():
            raise ValidationError(_("Enter today or an earlier day: only a published notice is imported."))
        return day

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        tables.refuse_year(year, self.calendar)
        return year

    def clean(self) -> dict[str, Any]:
        """Read the table; what is wrong with its lines stands at the table, with the file at the file."""
        super().clean()
        cleaned = self.cleaned_data
        if self.file_refusal:
            self.errors.pop("table", None)  # its text was to come from the file
            self.add_error("file", self.file_refusal)
        elif "year" in cleaned and "table" in cleaned:
            try:
                self.days = tables.read(cleaned["table"], cleaned["year"], self.calendar)
            except ValidationError as refusal:
                self.add_error("table", refusal)
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """Return the notice without its year and its days, as `prepare_notice` takes it."""
        return {name: self.cleaned_data[name] for name in ("number", "title", "published_on", "address")}


class LimitForm(SentForm):
    """Another length for a time limit that is policy."""

    working_days = forms.IntegerField(
        label=_("Working days"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Enter how many working days the term has."),
            "invalid": _("Enter the working days as a number, such as 10."),
        },
    )
    valid_from = DatePartsField(
        label=_("Valid from"),
        help_text=_("Terms that start on this day or later have the new length."),
        subject=_("the day from which it holds"),
    )
    applies_to_running = forms.BooleanField(
        label=_("It holds for terms already running, too"),
        help_text=_("They are worked out again on that day. A day that a provider was told never gets earlier."),
        required=False,
    )
    reason = TextField(
        label=_("Reason for the change"),
        help_text=_("It stays on record."),
        max_length=Limit._meta.get_field("reason").max_length,
        required_message=_("Say why: it stays on record."),
    )

    def __init__(self, data: Any = None, *, former: Limit) -> None:
        super().__init__(data, initial={"working_days": former.working_days})
        self.former = former

    def clean_working_days(self) -> int:
        number: int = self.cleaned_data["working_days"]
        if number > LONGEST:
            raise ValidationError(_("Enter at most %(n)s working days: about a year.") % {"n": LONGEST})
        if number == self.former.working_days:
            raise ValidationError(_("The term has this length already. Enter another number."))
        return number

    def clean(self) -> dict[str, Any]:
        """Refuse, by field, a version that cannot follow the former one."""
        super().clean()
        cleaned = self.cleaned_data
        if "working_days" in cleaned and "valid_from" in cleaned:
            workflow.refuse_change(self.former, cleaned["working_days"], cleaned["valid_from"])
        return cleaned

    def version(self) -> Limit:
        """Return the version as it would be, unsaved."""
        asked = self.former
        return Limit(
            code=asked.code,
            starts_with=asked.starts_with,
            binds=asked.binds,
            is_backward=asked.is_backward,
            **self.cleaned_data,
        )


class DiscardForm(PortalForm, forms.Form):
    """Why a version that waits for its release will never hold."""

    note = TextField(
        label=_("Reason"),
        help_text=_("It stays on record."),
        max_length=200,
        required_message=_("Say why: it stays on record."),
    )
