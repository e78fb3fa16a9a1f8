"""What this room shows on the pages of filings: their numbers."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext

from filings.models import Filing
from filings.states import Status
from registry.models import Entry


def number(filing: Filing) -> str:
    """Return the number of the filing's service as HTML, or that it is being issued; "" before the filing is filed."""
    entry = Entry.objects.filter(service_id=filing.service_id).first()
    if entry is None and filing.status != Status.FILED:
        return ""
    return render_to_string("registry/_number.html", {"entry": entry})


def numbers(filings: Sequence[Filing]) -> dict[int, str]:
    """Return by filing the number of its service as HTML, or that it is being issued; none before it is filed."""
    entries = {
        entry.service_id: entry for entry in Entry.objects.filter(service__in=[row.service_id for row in filings])
    }
    cells = ((row.pk, cell(row, entries.get(row.service_id))) for row in filings)
    return {key: html for key, html in cells if html}


def cell(filing: Filing, entry: Entry | None) -> str:
    """Return the number in a list, which leads to the public record."""
    if entry is None:
        return gettext("Being issued") if filing.status == Status.FILED else ""
    link = '<a class="bf-no" href="{}" lang="zh-Hans">{}</a>'
    return format_html(link, entry.get_absolute_url(), entry.full_number)


PANELS = {"filings:detail": number}
CELLS = {"filings:list": numbers}
