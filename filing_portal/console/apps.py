from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class AdminSiteConfig(admin.AdminConfig):
    """Django's admin with our site in the place of its own."""

    default = False
    default_site = "filing_portal.console.site.ConsoleSite"


class ConsoleConfig(parts.App):
    name = "filing_portal.console"
    verbose_name = _("Review console")
