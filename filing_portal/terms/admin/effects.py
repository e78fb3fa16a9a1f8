"""Show in the console what a release would do to the open terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filing_portal.base.punctuation import listed
from filing_portal.base.templatetags.portal import grouped
from filing_portal.console.listing import Table
from filing_portal.terms.limits import number, title
from filing_portal.terms.workflow.effects import Effect, Moving


@dataclass(frozen=True)
class Shown:
    """An effect with its two tables: how many terms of each time limit move by how much, and the first of them."""

    open_terms: int
    moving: int
    kept: int
    groups: Table
    first: Table

    @property
    def is_cut(self) -> bool:
        """Tell whether more terms move than the second table names."""
        return self.moving > len(self.first.rows)

    @property
    def first_terms(self) -> str:
        """Return the heading of the second table."""
        return _("The first %(n)s terms") % {"n": len(self.first.rows)} if self.is_cut else _("The terms")

    @property
    def would_move(self) -> str:
        """Say how many of the open terms would move."""
        numbers = {"moving": grouped(self.moving), "all": grouped(self.open_terms)}
        return _("%(moving)s of %(all)s open terms would move.") % numbers


def shown(effect: Effect) -> Shown:
    """Return the effect with its tables."""
    return Shown(effect.open_terms, effect.moving, effect.kept, groups(effect), moving_table(effect.first))


def groups(effect: Effect) -> Table:
    """Return how many terms of each time limit move by how much."""
    headers = [_("Time limit"), _("Moves by"), _("Open terms")]
    rows = [(unbroken(limit(code)), unbroken(moved(by)), str(terms)) for code, by, terms in effect.groups]
    return Table(headers, [list(zip(headers, row, strict=True)) for row in rows])


def moving_table(rows: Iterable[Moving]) -> Table:
    """Return terms that move, each by its number, with the due days before and after."""
    headers = [_("Term"), _("Time limit"), _("Starts"), _("Due before"), _("Due after"), _("Moves by")]
    table = [
        (
            str(row.term_id),
            unbroken(limit(row.code)),
            short(row.started_on),
            short(row.before_on),
            short(row.after_on),
            unbroken(moved(row.by)),
        )
        for row in rows
    ]
    return Table(headers, [list(zip(headers, row, strict=True)) for row in table])


def short(day: date) -> str:
    """Write a day as 2026-12-24, unbroken: three of them stand in a row."""
    return unbroken(date_format(day, "SHORT_DATE_FORMAT"))


def unbroken(text: str) -> str:
    """Keep the words of a cell on one line where the page is wide enough."""
    return format_html('<span class="bf-no">{}</span>', text)


def limit(code: str) -> str:
    """Return the time limit's number and what it asks for: T4, T5 Decide on a filing."""
    return f"{listed(number(code).split(', '))} {title(code)}".strip()


def moved(by: int) -> str:
    """Return in words by how many working days a due day moves; negative is earlier."""
    if by < 0:
        return ngettext("%(n)s working day earlier", "%(n)s working days earlier", -by) % {"n": -by}
    if by > 0:
        return ngettext("%(n)s working day later", "%(n)s working days later", by) % {"n": by}
    return _("Over rest days only")
