"""The accounts of the demo, one for each thing to be seen."""

from datetime import datetime
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from filing_portal.accounts.models import User
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.roles import AUDITOR, REVIEWER, SYSTEM_ADMINISTRATOR

PASSWORD = "yanshi-2026-demo"
MAIL = "demo.example"  # a domain that cannot exist (RFC 2606): by it the demo knows its own


class Account(NamedTuple):
    """An account, what it shows, and for an officer the province ("00" is national) and role."""

    email: str
    name: str
    shows: str | Promise
    province: str = ""
    role: str = ""
    language: str = "zh-hans"

    @property
    def page(self) -> str:
        """Return where the account is to be opened: a provider's language is that of the sign-in."""
        if self.province:
            return "/console/"
        return "/en/dashboard/" if self.language == "en" else "/dashboard/"

    def described(self) -> str:
        """Return what the account shows, in Chinese and in English."""
        words = []
        for language in ("zh-hans", "en"):
            with override(language):
                words.append(str(self.shows))
        return " · ".join(words)


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


def told(password: str, address: str) -> str:
    """Return a line for each account in both languages, below the page where it signs in; the password stands first."""
    width = max(len(account.email) for account in ACCOUNTS)
    lines = [f"Demo accounts, all with the password / 演示账号（密码均为）  {password}"]
    for page in dict.fromkeys(account.page for account in ACCOUNTS):
        lines += ["", f"  {address}{page}"]
        lines += [f"    {each.email:<{width}}  {each.described()}" for each in ACCOUNTS if each.page == page]
    return "\n".join(lines)


# The verb that makes officers is not asked: it would work out the hash of a password for each.
def enter(email: str, name: str, joined: datetime, province: str = "", role: str = REVIEWER, **fields: Any) -> User:
    """Return a new account with a confirmed address, an officer's if a province is given; no password opens it."""
    user = User.objects.create_user(email, name=name, joined_at=joined, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if province:
        Officer.objects.create(user=user, office=Office.objects.get(code=province), role=Role.objects.get(code=role))
    return user


def reviewer(province: str, joined: datetime) -> User:
    """Return the demo's first reviewer of the province, a new one where there is none."""
    there = User.objects.filter(post__office__code=province, post__role__code=REVIEWER, email__endswith=MAIL)
    return there.order_by("pk").first() or enter(f"officer-{province}@{MAIL}", "审核员", joined, province)
