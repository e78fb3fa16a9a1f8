"""What the running term of an inspection asks: to answer it (T8, art. 14)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from filing_portal.accounts.models import User
from filing_portal.terms.duties import Action, Duty
from inspections.states import Status

if TYPE_CHECKING:
    from inspections.models import Inspection


class InspectionDuty(Duty):
    """The words for an inspection to be answered, and for one that is answered and waits for its office."""

    row: "Inspection"

    @property
    def service(self) -> str:
        return self.row.entry.service_name

    @property
    def number(self) -> str:
        return self.row.entry.full_number

    @property
    def title(self) -> str:
        return self._named(_("Answer the inspection of “%(service)s”"))

    @property
    def hint(self) -> str:
        return self.number

    @property
    def action(self) -> Action:
        return Action(self.row.get_absolute_url(), _("Answer"))

    @property
    def heading(self) -> str:
        return self._named(_("%(service)s: time to answer"))

    @property
    def summary(self) -> str:
        return self._named(_("Last day to answer the inspection of “%(service)s”"))

    @property
    def office_summary(self) -> str:
        if self.row.status == Status.ANSWERED:
            return self._named(_("The inspection of “%(service)s” is answered: judge it"))
        return self._named(_("Last day for the provider to answer the inspection of “%(service)s”"))

    @property
    def members(self) -> Iterable[User]:
        return self.row.provider.members()

    @property
    def reminder(self) -> str:
        return "inspection_due"

    @property
    def letter_context(self) -> dict[str, Any]:
        return {"inspection": self.row, "entry": self.row.entry}

    def _named(self, sentence: str) -> str:
        return sentence % {"service": self.service}
