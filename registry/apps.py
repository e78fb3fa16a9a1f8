from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing_portal.base import parts


class RegistryConfig(parts.App):
    name = "registry"
    verbose_name = pgettext_lazy("page", "Register")
    public_menu = ((pgettext_lazy("page", "Register"), "registry:search"), (_("Verify a number"), "registry:verify"))
