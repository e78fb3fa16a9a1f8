"""What an officer types says by its form where to look."""

import pytest
from django.core.exceptions import ValidationError

from filing_portal.tests.factories import make_filing, make_provider
from filings.models import Filing
from filings.states import Status
from providers.models import Provider
from reviews.search import find_filings, find_providers

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    return make_filing(status=Status.SUBMITTED)


@pytest.fixture
def other():
    return make_filing(status=Status.SUBMITTED)


def found(query: str) -> list[Filing]:
    return list(find_filings(Filing.objects.all(), query))


@pytest.mark.parametrize("spelling", ["{}", " {} ", "Ｃ{tail}", "{lower}", "{bare}"])
def test_a_reference_finds_its_filing_however_it_is_written(filing, other, spelling):
    reference = filing.reference
    typed = spelling.format(reference, tail=reference[1:], lower=reference.lower(), bare=reference.replace("-", ""))
    assert found(typed) == [filing]


def test_a_credit_code_finds_the_filings_of_its_provider(filing, other):
    assert found(filing.provider.credit_code.lower()) == [filing]


def test_words_find_services_and_providers_that_hold_all_of_them(filing, other):
    Provider.objects.filter(pk=filing.provider_id).update(name="杭州海棠科技有限公司")
    filing.service.name = "琥珀存证"
    filing.service.save()
    assert found("海棠") == found("琥珀") == found("海棠 琥珀") == [filing]
    assert found("海棠 珊瑚") == []


def test_a_word_of_one_character_is_too_short():
    with pytest.raises(ValidationError):
        found("链")


def test_a_provider_is_found_by_code_and_by_words():
    provider, _other = make_provider(), make_provider()
    Provider.objects.filter(pk=provider.pk).update(name="Ｂｌｕｅ 海棠")
    everyone = Provider.objects.all()
    assert list(find_providers(everyone, provider.credit_code)) == [provider]
    assert list(find_providers(everyone, "blue 海棠")) == [provider]
    assert list(find_providers(everyone, "blue 珊瑚")) == []
