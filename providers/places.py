"""The form field for a county, of registration or of servers: one list grouped by province."""

from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Words
from providers import divisions


@cache
def options(language: str | None) -> SafeString:
    """Return the options of all current counties, grouped by province named in `language`.

    They are close to three thousand, so each language is rendered once and kept.
    """
    groups = [
        (divisions.province_name(row.code, language), written(divisions.counties_of(row.code)))
        for row in divisions.provinces()
    ]
    return format_html_join("", '<optgroup label="{}">{}</optgroup>', groups)


def written(counties: list[tuple[str, str]]) -> SafeString:
    """Return the options of these (code, name) pairs."""
    return format_html_join("", '<option value="{}">{}</option>', counties)


class CountySelect(forms.Select):
    """One list with the provinces as groups; `js/county.js` puts a list of provinces before it."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Return the list with the county `value` selected; a code that is not current selects nothing."""
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
    """The six-digit code (GB/T 2260) of a current county."""

    widget = CountySelect
    default_error_messages = {
        "unknown": _("Select a county from the list: this code is not in use today."),
    }

    def __init__(self, *, required_message: Words, **kwargs: Any) -> None:
        super().__init__(error_messages={"required": required_message}, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the code. Raises ValidationError for one that is not in use today."""
        code: str = super().clean(value)
        if code and not divisions.is_current(code):
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return code
