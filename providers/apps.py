from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class ProvidersConfig(parts.App):
    name = "providers"
    verbose_name = _("Providers")
    account_menu = ((_("Provider's details"), "providers:detail"),)
