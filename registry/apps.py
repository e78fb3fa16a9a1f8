from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class RegistryConfig(parts.App):
    name = "registry"
    verbose_name = _("Registry")
    public_menu = ((_("Registry"), "registry:search"), (_("Verify a number"), "registry:verify"))
