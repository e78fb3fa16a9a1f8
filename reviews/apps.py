from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class ReviewsConfig(parts.App):
    name = "reviews"
    verbose_name = _("Reviews")
