"""What the admins of all apps give the console's menu and overview."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Words
from filing_portal.console.counting import shown

Text = Words


class Group:
    """The parts of the console's menu, in their order."""

    WORK: Text = _("Work")
    SUPERVISION: Text = _("Supervision")
    REGISTER: Text = _("Register")
    ADMINISTRATION: Text = _("Administration")
    ORDER = (WORK, SUPERVISION, REGISTER, ADMINISTRATION)


@dataclass(frozen=True)
class Link:
    """A line of the console's menu; `count` names the figure beside it."""

    label: Text
    url: str
    icon: str
    is_current: bool
    count: str | None = None
    is_hot: bool = False


@dataclass(frozen=True)
class Caution:
    """A sentence above a page: what is missing or waits, and where it is mended by who may."""

    text: str
    is_late: bool = False
    is_calm: bool = False
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class Figure:
    """A number of the overview and the list behind it."""

    label: Text
    value: int
    hint: Text
    url: str
    tone: str = ""

    @property
    def text(self) -> str:
        return shown(self.value)
