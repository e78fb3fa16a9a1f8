from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class LedgerConfig(parts.App):
    name = "filing_portal.ledger"
    verbose_name = _("Ledger")
