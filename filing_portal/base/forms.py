"""Fields, widgets and the ground of every form: one order in a field, one way to show an error."""

import datetime
import unicodedata
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Words

PARTS = ("year", "month", "day")
PART_LABELS = {"year": _("Year"), "month": _("Month"), "day": _("Day")}
PART_LENGTHS = {"year": 4, "month": 2, "day": 2}


class PortalBoundField(BoundField):
    """A field that may carry a reviewer's note (`form.fields[name].note`), which describes its input too."""

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if described is None or not getattr(self.field, "note", None):
            return described
        return f"{self.auto_id}_note {described}".strip()


class PortalForm:
    """Mix in before forms.Form: rendered by crispy inside the template's own <form>, without the browser's checks.

    `title` is the page's heading, for templates that take it from the form.
    """

    title: Words = ""
    bound_field_class: type[BoundField] | None = PortalBoundField
    use_required_attribute = False

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        layout = getattr(self, "layout", None)
        if layout is not None:
            helper.layout = layout
        return helper


def visible(line: str) -> str:
    """Return the line without what does not show: such characters make a name empty, or turn what stands beside it."""
    return "".join(char for char in line.expandtabs(1) if unicodedata.category(char) not in ("Cc", "Cf"))


class TextField(forms.CharField):
    """A text box whose refusals are whole sentences; `required_message` says what to enter where nothing was."""

    default_error_messages = {
        "max_length": _("Enter at most %(limit_value)s characters: these are %(show_value)s."),
    }

    def __init__(self, *, required_message: Words = "", **kwargs: Any) -> None:
        super().__init__(error_messages={"required": required_message} if required_message else None, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends, so that what nobody touched is what it was; one line has none."""
        line_end = "\n" if isinstance(self.widget, forms.Textarea) else " "
        plain = line_end.join(visible(line) for line in str(value or "").splitlines())
        return super().to_python(plain) or ""


class ChoicesField(forms.MultipleChoiceField):
    """Boxes to tick. A value that is sent twice counts once."""

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().to_python(value)))


def parts_in_order() -> tuple[str, ...]:
    """Return the parts of a date in the order of the reader's language: 年月日, or day month year."""
    return tuple(reversed(PARTS)) if get_language() == "en" else PARTS


class DatePartsWidget(forms.MultiWidget):
    """Three text boxes for a date. The inputs are named after their part, whatever their order on the page."""

    template_name = "widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)
        self.wrong_parts: frozenset[str] = frozenset()

    def decompress(self, value: datetime.date | None) -> list[int | None]:
        return [value.year, value.month, value.day] if value else [None, None, None]

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""

    @property
    def first_wrong(self) -> str:
        """The part an error link leads to: the first wrong one on the page."""
        order = parts_in_order()
        return next((part for part in order if part in self.wrong_parts), order[0])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxes = dict(zip(PARTS, context["widget"]["subwidgets"], strict=True))
        has_error = context["widget"]["attrs"].get("aria-invalid") == "true"
        for part, box in boxes.items():
            box["label"] = PART_LABELS[part]
            box["attrs"] = self.box_attrs(part, context["widget"]["attrs"].get("id", ""), has_error)
        context["widget"]["subwidgets"] = [boxes[part] for part in parts_in_order()]
        return context

    def box_attrs(self, part: str, field_id: str, has_error: bool) -> dict[str, Any]:
        """Return the attributes of one box: only a wrong part of a wrong date is marked."""
        is_wrong = has_error and (part in self.wrong_parts or not self.wrong_parts)
        classes = f"form-control {'bf-w6' if part == 'year' else 'bf-w5'}{' is-invalid' if is_wrong else ''}"
        attrs = {
            "id": f"{field_id}_{part}",
            "class": classes,
            "inputmode": "numeric",
            "autocomplete": "off",
            "maxlength": PART_LENGTHS[part],
        }
        return attrs | {"aria-invalid": "true"} if is_wrong else attrs


class DatePartsField(forms.MultiValueField):
    """A date typed in three boxes. Errors are whole sentences about `subject`, e.g. "The service's start date"."""

    widget = DatePartsWidget
    default_error_messages = {
        "required": _("Enter %(subject)s."),
        "incomplete": _("%(Subject)s must include a %(part)s."),
        "invalid": _("%(Subject)s must be a real date."),
    }
    part_names = {"year": _("year"), "month": _("month"), "day": _("day")}

    def __init__(self, *, subject: Words, **kwargs: Any) -> None:
        self.subject = subject
        boxes = [forms.CharField(required=False) for _part in PARTS]
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> datetime.date | None:
        """Return the date; a refusal leaves the wrong parts on the widget, so that only they are marked."""
        values = [str(part or "").strip() for part in value or ["", "", ""]]
        if not any(values):
            if self.required:
                raise self.refusal("required")
            return None
        missing = [part for part, text in zip(PARTS, values, strict=True) if not text]
        if missing:
            raise self.refusal("incomplete", *missing)
        date = self.read(values)
        self.run_validators(date)
        return date

    def read(self, values: list[str]) -> datetime.date:
        """Return the date the three texts name; full-width digits are read too."""
        year, month, day = (int(text) if text.isdecimal() and len(text) <= 4 else 0 for text in values)
        wrong = [
            part
            for part, is_right in zip(PARTS, (1900 <= year <= 9999, 1 <= month <= 12, 1 <= day <= 31), strict=True)
            if not is_right
        ]
        if wrong:
            raise self.refusal("invalid", *wrong)
        try:
            return datetime.date(year, month, day)
        except ValueError:
            raise self.refusal("invalid", "day") from None

    def refusal(self, code: str, *wrong: str) -> ValidationError:
        self.widget.wrong_parts = frozenset(wrong)
        subject = str(self.subject)
        params = {
            "subject": subject,
            "Subject": subject[:1].upper() + subject[1:],
            "part": self.part_names[wrong[0]] if wrong else "",
        }
        return ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial: datetime.date | None, data: Any) -> bool:
        typed = [str(part or "").strip().lstrip("0") for part in data or ["", "", ""]]
        return typed != [str(part or "") for part in DatePartsWidget().decompress(initial)]
