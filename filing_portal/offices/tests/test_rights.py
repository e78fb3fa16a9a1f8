import pytest

from filing_portal.offices.rights import in_own_office, national
from filing_portal.tests.factories import make_filing, make_officer, make_provider, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("office", "own", "of_all"), [("11", True, False), ("44", False, False), ("00", False, True)])
def test_an_officer_acts_for_the_own_office_alone_and_the_national_one_is_known(office, own, of_all):
    filing, officer = make_filing(make_provider(province="11")), make_officer(office)

    assert (in_own_office(officer, filing), national(officer, filing)) == (own, of_all)


@pytest.mark.parametrize("who", [lambda: None, make_user], ids=["the portal itself", "a provider's account"])
def test_who_holds_no_post_is_of_no_office(who):
    by, filing = who(), make_filing(make_provider(province="11"))

    assert (in_own_office(by, filing), national(by, filing)) == (False, False)
