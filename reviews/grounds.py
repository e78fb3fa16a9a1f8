"""What an act of the office may rest on: an article or a policy for a reason, a purpose for showing a number."""

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


class PersonalNumber(models.TextChoices):
    """The numbers that pages mask."""

    DOCUMENT = "document", _("Document number of the provider")
    SERVICE_MOBILE = "service_mobile", _("Mobile of the service's responsible person")
    PERSON_DOCUMENT = "person_document", _("Document number of the provider's responsible person")
    PERSON_MOBILE = "person_mobile", _("Mobile of the provider's responsible person")


class Purpose(models.TextChoices):
    """What an officer may look at a masked number for."""

    REVIEW = "review", _("Comparing with the document at review")
    INSPECTION = "inspection", _("Inspection of the service")
    CLASH = "clash", _("Clash with another provider")
    INQUIRY = "inquiry", _("Inquiry by law")


def cited(codes: Iterable[str]) -> str:
    """Return the grounds that the ledger holds by their codes, in the reader's language."""
    return ("; " if is_english() else "；").join(str(Ground(code).label) for code in codes)


def looked_up(number: str, purpose: str) -> str:
    """Return which number was shown and for what, by their codes, in the reader's language."""
    return ("; " if is_english() else "；").join((str(PersonalNumber(number).label), str(Purpose(purpose).label)))
