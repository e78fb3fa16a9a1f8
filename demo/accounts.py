"""The accounts of the demo, one for each thing to be seen."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filing_portal.offices.roles import AUDITOR, REVIEWER, SYSTEM_ADMINISTRATOR

PASSWORD = "yanshi-2026-demo"


@dataclass(frozen=True)
class Account:
    """An account, what it shows, and for an officer the province ("00" is national) and role."""

    email: str
    name: str
    shows: str | Promise
    province: str = ""
    role: str = ""
    language: str = "zh-hans"


ACCOUNTS = (
    Account("provider@demo.example", "陆拟澄", _("Provider, an organisation with drafts, filings and an inspection")),
    Account("new@demo.example", "新用户", _("New account without a provider")),
    Account("individual@demo.example", "Li Chuan", _("Provider, an individual; in English"), language="en"),
    Account("zhejiang@demo.example", "沈审核", _("Reviewer of Zhejiang"), "33", REVIEWER),
    Account("beijing@demo.example", "京审核", _("Reviewer of Beijing"), "11", REVIEWER),
    Account("national@demo.example", "Guo Jia", _("Reviewer of the national office; in English"), "00", REVIEWER, "en"),
    Account("auditor@demo.example", "计审核", _("Auditor"), "00", AUDITOR),
    Account("administrator@demo.example", "管理员", _("System administrator"), "00", SYSTEM_ADMINISTRATOR),
    # Four eyes: what one of them prepares, the other releases.
    Account("administrator2@demo.example", "殷管理", _("Second system administrator"), "00", SYSTEM_ADMINISTRATOR),
)


def told(password: str) -> str:
    """Return a line for each account, below one with their password."""
    width = max(len(account.email) for account in ACCOUNTS)
    lines = [f"  {account.email:<{width}}  {account.shows}" for account in ACCOUNTS]
    return "\n".join([f"Demo accounts (演示数据), all with the password  {password}", "", *lines])
