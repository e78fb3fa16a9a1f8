from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class AccountsConfig(parts.App):
    name = "filing_portal.accounts"
    verbose_name = _("Accounts")
