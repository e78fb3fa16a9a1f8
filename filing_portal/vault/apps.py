from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class VaultConfig(parts.App):
    name = "filing_portal.vault"
    verbose_name = _("Vault")
