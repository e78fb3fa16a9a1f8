"""Find the cases or the providers an officer searches for; the form of the text decides where to look."""

import re

from django.db.models import Q, QuerySet

from filing_portal.base import clock
from filing_portal.base.pairs import contains, named, normalise, words
from filings.models import Filing, Service
from filings.references import reference
from providers.models import Provider
from registry import numbers

REFERENCE = re.compile(r"c-?(\d{4})-?(\d{6})")
CREDIT_CODE = re.compile(r"[0-9a-z]{18}")
MOST_FOUND = 1000


def find_filings(rows: QuerySet[Filing], query: str) -> QuerySet[Filing]:
    """Return the filings with this reference, filing number or credit code, or with these words in their names.

    By words, the newest MOST_FOUND are found. Raises ValidationError when no word has two characters.
    """
    text = normalise(query)
    if match := REFERENCE.fullmatch(text):
        return rows.filter(reference=reference(int(match[1]), int(match[2])))
    if CREDIT_CODE.fullmatch(text):
        return rows.filter(provider__credit_code=text.upper())
    try:
        number = numbers.read(query, clock.today())
    except numbers.Unreadable:
        return with_words(rows, query)
    return rows.filter(service__entry__number=number.body)


def with_words(rows: QuerySet[Filing], query: str) -> QuerySet[Filing]:
    """Return the newest MOST_FOUND filings with the longest word, of them those with all other words.

    The longest word is the rarest: looked up by it, a common word costs no more than a rare one. Raises ValidationError
    when no word has two characters.
    """
    rarest, *others = sorted(words(query), key=len, reverse=True)
    by_service = rows.filter(service__in=named(Service.objects.all(), "name", rarest))
    by_provider = rows.filter(provider__in=named(Provider.objects.all(), "name", rarest))
    found = (some.order_by("-pk").values("pk")[:MOST_FOUND] for some in (by_service, by_provider))
    rows = rows.filter(pk__in=next(found).union(*found))
    for word in others:
        rows = rows.filter(Q(contains("service__name", word)) | Q(contains("provider__name", word)))
    return rows


def find_providers(rows: QuerySet[Provider], query: str) -> QuerySet[Provider]:
    """Return the providers with this credit code, or with these words in their name.

    Raises ValidationError when no word has two characters.
    """
    text = normalise(query)
    if CREDIT_CODE.fullmatch(text):
        return rows.filter(credit_code=text.upper())
    rarest, *others = sorted(words(query), key=len, reverse=True)
    rows = named(rows, "name", rarest)
    for word in others:
        rows = rows.filter(contains("name", word))
    return rows
