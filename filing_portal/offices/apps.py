from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class OfficesConfig(AppConfig):
    name = "filing_portal.offices"
    verbose_name = _("Offices")


class ConsoleConfig(AdminConfig):
    default_site = "filing_portal.offices.console.ConsoleSite"
