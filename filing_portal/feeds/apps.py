"""The app of calendar subscriptions."""

from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class FeedsConfig(parts.App):
    name = "filing_portal.feeds"
    verbose_name = _("Calendar subscriptions")
