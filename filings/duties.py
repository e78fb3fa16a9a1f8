"""What the running term of a filing asks: to file, to correct, or of the authority to decide."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.terms.duties import Action, Duty
from filings.states import Status

if TYPE_CHECKING:
    from filings.models import Filing

REMINDERS = {Status.DRAFT: "filing_due", Status.RETURNED: "correction_due"}


class FilingDuty(Duty):
    """The words for a draft (T1), a returned filing (T6) and a submitted one (T4)."""

    row: "Filing"

    @property
    def service(self) -> str:
        return self.row.service_name

    @property
    def number(self) -> str:
        return self.row.reference or ""

    @property
    def title(self) -> str:
        is_returned = self.row.status == Status.RETURNED
        return self._named(_("Correct “%(service)s”") if is_returned else _("Complete and submit “%(service)s”"))

    @property
    def hint(self) -> str:
        return self.row.reference or _("Draft")

    @property
    def action(self) -> Action:
        if self.row.status == Status.DRAFT:
            return Action(reverse("filings:draft", args=[self.row.uuid]), _("Continue filing"))
        if self.row.status == Status.RETURNED:
            return Action(reverse("filings:draft", args=[self.row.uuid]), _("Correct"))
        return Action(reverse("filings:detail", args=[self.row.uuid]), _("View"))

    @property
    def heading(self) -> str:
        sentences = {
            Status.DRAFT: _("%(service)s: time to file"),
            Status.RETURNED: _("%(service)s: time to correct"),
            Status.SUBMITTED: _("%(service)s: the authority decides"),
        }
        return self._named(sentences[Status(self.row.status)])

    @property
    def summary(self) -> str:
        sentences = {
            Status.DRAFT: _("Last day to file “%(service)s”"),
            Status.RETURNED: _("Last day to correct “%(service)s”"),
            Status.SUBMITTED: _("Last day for the authority to decide on “%(service)s”"),
        }
        return self._named(sentences[Status(self.row.status)])

    @property
    def office_summary(self) -> str:
        return self._named(_("Last day to decide on %(case)s, “%(service)s”"))

    @property
    def members(self) -> Iterable[User]:
        return self.row.provider.members()

    @property
    def reminder(self) -> str:
        return REMINDERS[Status(self.row.status)]

    @property
    def letter_context(self) -> dict[str, Any]:
        return {"filing": self.row}

    def _named(self, sentence: str) -> str:
        return sentence % {"service": self.service or _("New filing"), "case": self.number}
