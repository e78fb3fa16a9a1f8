"""What every page of a filing begins with: whose it is, whether it is still edited, and the way to it."""

import uuid as uuids

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from filing_portal.base.lines import Crumb
from filing_portal.base.rules import SignedRequest
from filing_portal.lifecycle import require_status
from filings.models import Filing

PAGE_SIZE = 50


def own(request: SignedRequest, uuid: uuids.UUID, *related: str) -> Filing:
    """Return a filing of the reader's provider, with its `related` rows. Raises Http404 for any other."""
    filing: Filing = get_object_or_404(Filing.objects.owned_by(request.user).select_related(*related), uuid=uuid)
    return filing


def editable(filing: Filing) -> Filing:
    """Return the filing. Raises NotAllowedNow unless its answers may be changed now."""
    require_status(filing, "save_answers")
    return filing


def trail(*pages: tuple[str, str]) -> list[Crumb]:
    """Return the way to a page: the list, then `pages`, each a label and an address."""
    above = [(_("Filings"), reverse("filings:list")), *pages]
    return [Crumb(label, url) for label, url in above]


def under(filing: Filing) -> list[Crumb]:
    """Return the way to a page below the filing's own."""
    return trail((str(filing), reverse("filings:draft", args=[filing.uuid])))
