"""What officers type to find a case or a provider: the form of the text says where to look."""

import re

from django.db.models import QuerySet

from filing_portal.name_search import named
from filings.models import Filing, Service
from filings.references import reference
from providers.models import Provider
from registry import numbers
from registry.search import normalise, words

REFERENCE = re.compile(r"c-?(\d{4})-?(\d{6})")
CREDIT_CODE = re.compile(r"[0-9a-z]{18}")


def find_filings(rows: QuerySet, query: str) -> QuerySet:
    """Return the filings with this reference, filing number or credit code, or with these words in their names.

    Raises ValidationError when no word has two characters.
    """
    text = normalise(query)
    if match := REFERENCE.fullmatch(text):
        return rows.filter(reference=reference(int(match[1]), int(match[2])))
    if CREDIT_CODE.fullmatch(text):
        return rows.filter(provider__credit_code=text.upper())
    try:
        number = numbers.read(query)
    except numbers.Unreadable:
        return with_words(rows, query)
    return rows.filter(service__entry__number=number.body)


def with_words(rows: QuerySet, query: str) -> QuerySet:
    for word in words(query):
        by_service = Filing.objects.filter(service__in=named(Service.objects.all(), "name", word))
        by_provider = Filing.objects.filter(provider__in=named(Provider.objects.all(), "name", word))
        rows = rows.filter(pk__in=by_service.order_by().values("pk").union(by_provider.order_by().values("pk")))
    return rows


def find_providers(rows: QuerySet, query: str) -> QuerySet:
    """Return the providers with this credit code, or with these words in their name."""
    text = normalise(query)
    if CREDIT_CODE.fullmatch(text):
        return rows.filter(credit_code=text.upper())
    for word in words(query):
        rows = named(rows, "name", word)
    return rows
