"""Tags and filters of every template: icons, the same page in the other language, statuses, days."""

import re
from datetime import date, datetime
from functools import cache
from urllib.parse import urlsplit, urlunsplit

from django import template
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.forms import BaseForm, BoundField
from django.template.defaultfilters import date as format_date
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import pgettext_lazy

from filing_portal.base import punctuation
from filing_portal.base.statuses import HasStatus, status_tag

register = template.Library()

# Monday first; 周一 in Chinese, where Django's own short names are as long as the long ones.
WEEKDAYS = (
    pgettext_lazy("short weekday", "Mon"),
    pgettext_lazy("short weekday", "Tue"),
    pgettext_lazy("short weekday", "Wed"),
    pgettext_lazy("short weekday", "Thu"),
    pgettext_lazy("short weekday", "Fri"),
    pgettext_lazy("short weekday", "Sat"),
    pgettext_lazy("short weekday", "Sun"),
)
AFTER_A_DATE = re.compile("（星期.）")
ICONS = settings.BASE_DIR / "static" / "vendor" / "icons"


@cache
def drawing(name: str) -> str:
    """Return the paths inside the icon's file; a name without a file is a mistake in the template."""
    svg = (ICONS / f"{name}.svg").read_text()
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")].strip()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw the icon inside the text; it carries no meaning of its own, the words beside it do."""
    # The drawing is a file of this project, never input.
    paths = mark_safe(drawing(name))
    return format_html('<svg class="bi" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>', paths)


@register.simple_tag
def gap() -> str:
    """Write what stands between two sentences: a space, in Chinese nothing."""
    return punctuation.gap()


@register.simple_tag(takes_context=True)
def translated_url(context: template.Context, language: str) -> str:
    """Return the address of this page in the other language, with its query."""
    address: str = context["request"].get_full_path()
    parts = urlsplit(address)
    path = parts.path.removeprefix("/en") if parts.path.startswith("/en/") else parts.path
    path = f"/{path.lstrip('/')}"  # two slashes at the beginning would name another host
    if language != settings.LANGUAGE_CODE:
        path = f"/{language}{path}"
    return urlunsplit(("", "", path, parts.query, ""))


@register.simple_tag
def status(row: HasStatus, large: bool = False) -> SafeString:
    """Show the row's status as a tag in words."""
    return status_tag(row, large=large)


@register.filter
def long_day(day: date) -> str:
    """Write a day with its weekday: Tuesday 13 October 2026."""
    return format_date(day, "LONG_DAY_FORMAT")


@register.filter
def whole_weekday(text: str) -> SafeString:
    """Keep （星期二） after a Chinese date on one line: it would break between any two characters."""
    # What is wrapped was escaped before.
    return mark_safe(AFTER_A_DATE.sub(r'<span class="text-nowrap">\g<0></span>', conditional_escape(text)))


@register.filter
def weekday(day: date) -> str:
    """Write the weekday in short: Tue."""
    return str(WEEKDAYS[day.weekday()])


@register.filter
def to_the_second(moment: datetime) -> str:
    """Write a moment of Shanghai time with its seconds."""
    return format_date(localtime(moment), "SECOND_FORMAT")


@register.filter
def grouped(number: int) -> str:
    """Write a number with its thousands apart: 4,286."""
    return str(intcomma(number))


@register.filter
def error_target(field: BoundField) -> str:
    """Return the id of the input a link from the error summary leads to."""
    first_wrong = getattr(field.field.widget, "first_wrong", None)
    if first_wrong is not None:
        return f"{field.auto_id}_{first_wrong}"
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def plain(form: BaseForm) -> BaseForm:
    """Return the form without placeholders: a label says it already, and stays when one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form
