"""The app of calendar subscriptions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedsConfig(AppConfig):
    name = "filing_portal.feeds"
    verbose_name = _("Calendar subscriptions")
