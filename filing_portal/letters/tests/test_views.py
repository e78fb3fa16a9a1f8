from datetime import UTC, datetime

import pytest

from filing_portal.letters import views
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


@pytest.fixture
def out_of_order(client, settings):
    """Return two letters to a member who is signed in, the later one first; it has the smaller key."""
    settings.SHOWS_OUTBOX = True
    user = owner_of(make_provider())
    client.force_login(user)
    letters = []
    for day in (24, 3):
        at = datetime(2026, 11, day, tzinfo=UTC)
        text = {"kind": "returned", "language": "en", "subject": f"Of the {day}th", "body": "Text"}
        letters.append(Letter.objects.create(to=user, email=user.email, key=f"of-{day}", created_at=at, **text))
    return letters


@pytest.mark.parametrize("listing", [LIST, OUTBOX])
def test_letters_stand_by_their_day_and_not_by_when_they_were_stored(client, out_of_order, listing, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 1)

    first = client.get(listing).context
    second = client.get(listing + first["page"].next_url).context
    back = client.get(listing + second["page"].previous_url).context

    assert [[*shown["letters"]] for shown in (first, second, back)] == [
        [out_of_order[0]],
        [out_of_order[1]],
        [out_of_order[0]],
    ]
