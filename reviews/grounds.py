"""What a reason may rest on: an article of the Provisions, or a published policy of the authority."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from filing_portal.base.punctuation import is_english


class Ground(models.TextChoices):
    ARTICLE_5 = "art5", _("Article 5: content-security management")
    ARTICLE_6 = "art6", _("Article 6: technical conditions and emergency handling")
    ARTICLE_7 = "art7", _("Article 7: management rules and platform conventions")
    ARTICLE_8 = "art8", _("Article 8: real-identity authentication")
    ARTICLE_9 = "art9", _("Article 9: security assessment")
    ARTICLE_10 = "art10", _("Article 10: prohibited activities and content")
    ARTICLE_11 = "art11", _("Article 11: the facts to be filed")
    ARTICLE_12 = "art12", _("Article 12: completeness of the materials")
    ARTICLE_22 = "art22", _("Article 22: false filing information")
    POLICY = "policy", _("Published policy of the authority")


def cited(codes: Iterable[str]) -> str:
    """Return the grounds that the ledger holds by their codes, in the reader's language."""
    return ("; " if is_english() else "；").join(str(Ground(code).label) for code in codes)
