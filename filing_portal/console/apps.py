from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class AdminSiteConfig(admin.AdminConfig):
    """Django's admin with our site in the place of its own."""

    default = False
    default_site = "filing_portal.console.site.ConsoleSite"


class ConsoleConfig(AppConfig):
    name = "filing_portal.console"
    verbose_name = _("Review console")
