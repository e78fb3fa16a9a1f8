import pytest

from filing_portal.letters.models import Letter
from filing_portal.letters.workflow import post_code
from filing_portal.tests.factories import make_filing, make_provider, make_user, owner_of
from filings.states import Status

pytestmark = pytest.mark.django_db

LIST, OUTBOX = "/messages/", "/outbox/"


@pytest.fixture
def letter(client):
    """Return the letter about a submitted filing; its reader is signed in."""
    provider = make_provider()
    client.force_login(owner_of(provider))
    make_filing(provider, Status.SUBMITTED)
    return Letter.objects.get(to=owner_of(provider))


def test_a_letter_is_not_read_until_it_is_opened(client, letter):
    before = [row.read_at for row in client.get(LIST).context["letters"]]

    page = client.get(f"{LIST}{letter.uuid}/").content.decode()

    first_read_at = Letter.objects.get(pk=letter.pk).read_at
    client.get(f"{LIST}{letter.uuid}/")
    assert before == [None]
    assert (letter.subject in page, letter.url in page) == (True, True)
    assert Letter.objects.get(pk=letter.pk).read_at == first_read_at is not None


def test_a_stranger_s_letter_is_not_found_and_stays_unread(client, letter):
    client.force_login(make_user())

    assert client.get(f"{LIST}{letter.uuid}/").status_code == 404
    assert client.get(LIST).context["letters"] == []
    assert Letter.objects.get(pk=letter.pk).read_at is None


def test_codes_of_the_sign_in_are_no_messages(client, letter):
    post_code("code", email=letter.to.email, to=letter.to, language="en", subject="Your code", body="CODE-1234")

    assert client.get(LIST).context["letters"] == [letter]


def test_the_outbox_shows_every_letter_with_its_code_to_anybody_here(client, settings):
    settings.SHOWS_OUTBOX = True
    post_code("code", email="new@example.cn", to=None, language="en", subject="Your code", body="CODE-1234")

    page = client.get(OUTBOX).content.decode()

    assert ("CODE-1234" in page, "new@example.cn" in page) == (True, True)


def test_where_a_mail_server_is_set_there_is_no_outbox(client, settings):
    settings.SHOWS_OUTBOX = False
    post_code("code", email="new@example.cn", to=None, language="en", subject="Your code", body="CODE-1234")

    response = client.get(OUTBOX)

    assert (response.status_code, "CODE-1234" in response.content.decode()) == (404, False)


def test_the_pages_cost_few_queries(client, letter, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get(LIST)
    with django_assert_max_num_queries(7):
        client.get(f"{LIST}{letter.uuid}/")
