import pytest
from django.conf import settings as portal

from filing_portal.letters.models import Letter
from filing_portal.letters.workflow import post, post_code
from filing_portal.tests.factories import make_filing, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    filing = make_filing(status="submitted")
    Letter.objects.all().delete()
    return filing


def tell(filing, *readers, key="1"):
    post("received", to=readers, key=key, url="/filings/x/detail/", filing=filing)


def test_each_reader_has_the_letter_once_for_one_event(filing):
    one, two = make_user(), make_user()
    tell(filing, one, two)
    tell(filing, one, two)
    tell(filing, one, key="2")
    assert [letter.to for letter in Letter.objects.order_by("pk")] == [one, two, one]


def test_a_letter_is_written_in_the_language_of_its_reader(filing):
    tell(filing, make_user(language="en"), make_user(language="zh-hans"))
    english, chinese = Letter.objects.order_by("pk")
    assert english.subject == f"We have received your filing {filing.reference}"
    assert chinese.subject != english.subject
    assert (english.language, english.url) == ("en", "/en/filings/x/detail/")
    assert (chinese.language, chinese.url) == ("zh-hans", "/filings/x/detail/")
    assert f"{portal.BASE_URL}/en/filings/x/detail/" in english.body
    assert f"{portal.BASE_URL}/filings/x/detail/" in chinese.body


def test_names_stand_in_a_letter_as_they_are(filing):
    filing.service_name = 'A & B "<chain>"'
    tell(filing, make_user(language="en"))
    assert 'A & B "<chain>"' in Letter.objects.get().body


def test_a_code_does_not_stand_among_the_messages_of_the_portal():
    user = make_user()
    post_code("login", email=user.email, to=user, language="en", subject="Your code", body="123456")
    post_code("login", email=user.email, to=user, language="en", subject="Your code", body="654321")
    assert [letter.body for letter in Letter.objects.order_by("pk")] == ["123456", "654321"]
    assert list(Letter.objects.addressed_to(user)) == []
