"""The catalogue says what of a filing is asked, what is public, and what an inspection may correct (art. 11)."""

from django.utils.translation import override

from filings.catalogue import ANSWERS, ASKED, BY_NAME, ENTITY, ITEMS, PERSON, SERVER, SERVICE, items_of
from filings.snapshots import SEALED

ENTITY_NAMES = [
    "name",
    "nature",
    "credit_code",
    "document",
    "county",
    "address",
    "postal_address",
    "legal_representative",
    "investor",
    "home_page",
]
SERVICE_NAMES = [
    "service_name",
    "category",
    "forms",
    "fields",
    "other_field",
    "description",
    "web_address",
    "client_name",
    "account_name",
    "started_on",
]


def names(items) -> list[str]:
    return [item.name for item in items]


def test_each_section_has_its_fields_in_the_order_in_which_people_answer():
    assert {code: names(items_of(code)) for code in (ENTITY, SERVICE, SERVER, PERSON)} == {
        ENTITY: ENTITY_NAMES,
        SERVICE: SERVICE_NAMES,
        SERVER: ["server_county", "server_address"],
        PERSON: ["person"],
    }


def test_everything_is_asked_but_the_facts_of_the_provider():
    assert [section.code for section in ASKED] == [SERVICE, SERVER, PERSON]
    assert names(ANSWERS) == [*SERVICE_NAMES, "server_county", "server_address", "person"]


def test_the_public_record_shows_these_fields_and_no_others():
    assert names(item for item in ITEMS if item.public) == [
        "name",
        "county",
        "service_name",
        "category",
        "forms",
        "fields",
        "other_field",
        "web_address",
        "client_name",
        "account_name",
        "server_county",
    ]


def test_an_inspection_may_correct_these_fields_and_no_others():
    assert names(item for item in ITEMS if not item.substantial) == [
        "description",
        "client_name",
        "account_name",
        "person",
    ]


def test_these_fields_may_stay_empty():
    assert names(item for item in ITEMS if item.optional) == [
        "credit_code",
        "document",
        "legal_representative",
        "investor",
        "home_page",
        "other_field",
        "web_address",
        "client_name",
        "account_name",
    ]


def test_what_is_needed_under_a_condition_says_so():
    with override("en"):
        said = {item.name: str(item.when) for item in ITEMS if item.when}
    assert said == {
        "other_field": "(required for “Other”)",
        "web_address": "(required for a website)",
        "client_name": "(required without web address and account name)",
        "account_name": "(required without web address and client name)",
    }
    assert set(said) <= {item.name for item in ITEMS if item.optional}


def test_what_is_personal_is_never_public():
    personal = [item for item in ITEMS if item.kind in SEALED]
    assert names(personal) == ["document", "person"]
    assert not any(item.public for item in personal)


def test_a_field_offers_choices_exactly_when_it_is_chosen_from_a_list():
    assert names(item for item in ITEMS if item.choices) == names(
        item for item in ITEMS if item.kind in ("choice", "choices")
    )


def test_a_name_stands_for_one_field():
    assert list(BY_NAME) == names(ITEMS)
