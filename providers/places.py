"""The place of registration and of servers: one list of counties by province, narrowed by province with JavaScript."""

from functools import cache

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from providers import divisions


@cache
def options(language: str) -> SafeString:
    """Return the counties of today, province by province; close to three thousand, so they are written once."""
    groups = [
        (divisions.province_name(row.code, language), written(divisions.counties_of(row.code)))
        for row in divisions.provinces()
    ]
    return format_html_join("", '<optgroup label="{}">{}</optgroup>', groups)


def written(counties: list[tuple[str, str]]) -> SafeString:
    return format_html_join("", '<option value="{}">{}</option>', counties)


class CountySelect(forms.Select):
    """One list with the provinces as groups; `js/county.js` puts a list of provinces before it."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        texts = {
            "data-counties": True,
            "data-province": gettext("Province"),
            "data-choose-province": gettext("Choose a province"),
        }
        attributes = flatatt({**self.build_attrs(self.attrs, attrs), "name": name, **texts})
        html: str = options(get_language())
        if value and divisions.is_current(value):
            html = html.replace(f'value="{value}"', f'value="{value}" selected', 1)
        empty = gettext("Choose a county")
        # Both are the portal's own markup: the value only ever chooses among codes of the table.
        return format_html('<select{}><option value="">{}</option>{}</select>', attributes, empty, mark_safe(html))


class CountyField(forms.CharField):
    """A six-digit code of GB/T 2260 in use today."""

    widget = CountySelect
    default_error_messages = {
        "unknown": _("Select a county from the list: this code is not in use today."),
    }

    def __init__(self, *, required_message, **kwargs):
        super().__init__(error_messages={"required": required_message}, **kwargs)

    def clean(self, value) -> str:
        code = super().clean(value)
        if code and not divisions.is_current(code):
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return code
