import pytest

from filing_portal.tests.factories import (
    make_entry,
    make_filing,
    make_inspection,
    make_officer,
    make_provider,
    owner_of,
)
from filings.states import Status as FilingStatus
from inspections.states import Status as InspectionStatus
from providers.states import Nature, Status
from registry.states import Status as EntryStatus

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", FilingStatus.values)
def test_a_filing_comes_to_every_status(status):
    assert make_filing(status=status).status == status


@pytest.mark.parametrize("status", InspectionStatus.values)
def test_an_inspection_comes_to_every_status(status):
    assert make_inspection(status=status).status == status


def test_an_entry_belongs_to_a_verified_provider():
    entry = make_entry()
    assert entry.status == EntryStatus.VALID
    assert entry.provider.status == Status.VERIFIED


@pytest.mark.parametrize("nature", Nature.values)
def test_a_provider_has_its_owner(nature):
    provider = make_provider(nature=nature, province="11")
    assert (provider.nature, provider.province, provider.status) == (nature, "11", Status.REGISTERED)
    assert provider.is_owned_by(owner_of(provider)) is True


def test_an_officer_has_one_post():
    assert make_officer("44").post.office.code == "44"
