"""What is frozen of a round and how it reads, without a database: the sealed person is an unsaved row."""

import hashlib
from datetime import date

import pytest
from django.utils.translation import override

from filing_portal.vault.models import SealedValue
from filings.catalogue import BY_NAME, ITEMS
from filings.snapshots import freeze, raw, read, sealed_ids, sha256, shown

PERSON = {"name": "李雷", "mobile": "13812345678", "email": "li@example.cn"}


@pytest.fixture
def sealed() -> SealedValue:
    return SealedValue.of(SealedValue.Kind.PERSON, PERSON, PERSON["mobile"])


@pytest.fixture
def values(sealed):
    return {
        "name": "杭州存证科技有限公司",
        "service_name": "存证链",
        "category": "application",
        "forms": ["app", "website"],
        "started_on": date(2026, 9, 22),
        "server_county": "330106",
        "person": sealed,
    }


def test_a_snapshot_has_every_field_of_the_catalogue_as_plain_json(values, sealed):
    frozen = freeze(values)
    assert list(frozen) == [item.name for item in ITEMS]
    assert {name: value for name, value in frozen.items() if value is not None} == {
        "name": "杭州存证科技有限公司",
        "service_name": "存证链",
        "category": "application",
        "forms": ["app", "website"],
        "started_on": "2026-09-22",
        "server_county": "330106",
        "person": {"sealed": str(sealed.pk), "digest": sealed.digest},
    }


def test_a_snapshot_holds_nothing_of_the_person(values):
    assert not [text for text in PERSON.values() if text in str(freeze(values))]


def test_a_person_that_is_not_sealed_is_never_frozen():
    with pytest.raises(AttributeError):
        raw(BY_NAME["person"], PERSON)


def test_the_digest_is_that_of_sorted_keys_without_spaces_in_utf_8():
    written = '{"a":"存证","b":[1]}'.encode()
    assert sha256({"b": [1], "a": "存证"}) == sha256({"a": "存证", "b": [1]}) == hashlib.sha256(written).hexdigest()


def test_the_sealed_ids_of_several_snapshots_are_found_once():
    snapshots = [{"person": {"sealed": "one"}, "name": "x"}, None, {"person": {"sealed": "two"}}, {"person": None}]
    assert sealed_ids(*snapshots, snapshots[0]) == {"one", "two"}


@pytest.mark.parametrize(
    ("name", "value", "english", "chinese"),
    [
        ("service_name", "存证链", "存证链", "存证链"),
        ("started_on", "2026-09-22", "22 September 2026", "2026年9月22日"),
        ("category", "application", "Application operator", "应用运营方"),
        ("forms", ["app", "website"], "Mobile app, Website", "移动应用程序、网站"),
        ("forms", ["telegraph"], "telegraph", "telegraph"),
        ("description", None, "", ""),
    ],
)
def test_a_value_reads_in_the_language_of_its_reader(name, value, english, chinese):
    with override("en"):
        assert shown(BY_NAME[name], value) == english
    with override("zh-hans"):
        assert shown(BY_NAME[name], value) == chinese


def test_a_person_reads_with_a_masked_mobile(sealed):
    frozen = raw(BY_NAME["person"], sealed)
    assert shown(BY_NAME["person"], frozen, {str(sealed.pk): sealed}) == "李雷\n138****5678\nli@example.cn"


@pytest.mark.parametrize("name", ["person", "document"])
def test_what_is_erased_leaves_its_id(name):
    assert shown(BY_NAME[name], {"sealed": "gone", "digest": "d"}) == "gone"


def document(number: str) -> SealedValue:
    return SealedValue.of(SealedValue.Kind.DOCUMENT, {"kind": "id_card", "number": number}, f"id_card:{number}")


def test_a_document_reads_with_a_masked_number():
    card = document("110101199003071233")
    frozen = raw(BY_NAME["document"], card)
    with override("en"):
        assert shown(BY_NAME["document"], frozen, {str(card.pk): card}) == ("Resident identity card 110***********1233")


def test_a_document_that_was_sealed_anew_has_not_changed_and_another_number_has():
    first, again, other = (document(number) for number in ("110101199003071233", "110101199003071233", "H12345678"))
    for latest, is_changed in ((again, False), (other, True)):
        [section, *_others] = read(freeze({"document": latest}), freeze({"document": first}))
        [answer] = [answer for answer in section.answers if answer.item.name == "document"]
        assert answer.is_changed is is_changed


def test_what_changed_between_two_rounds_carries_the_former_text():
    former = freeze({"service_name": "旧名", "description": "同"})
    latest = freeze({"service_name": "新名", "description": "同"})
    [section] = [section for section in read(latest, former) if section.code == "service"]
    told = {answer.item.name: (answer.text, answer.old, answer.is_changed) for answer in section.answers}
    assert told["service_name"] == ("新名", "旧名", True)
    assert told["description"] == ("同", "", False)


def test_an_optional_answer_that_never_was_given_is_left_out():
    [section] = [section for section in read(freeze({"account_name": "链"})) if section.code == "service"]
    names = [answer.item.name for answer in section.answers]
    assert "account_name" in names
    assert {"client_name", "web_address"} & set(names) == set()


def test_an_optional_answer_that_was_taken_back_shows_what_it_was():
    sections = read(freeze({}), freeze({"account_name": "链"}))
    taken = [answer for section in sections for answer in section.answers if answer.item.name == "account_name"]
    assert [(answer.text, answer.old, answer.is_changed) for answer in taken] == [("", "链", True)]


def test_the_email_of_a_person_may_be_missing():
    mobile = "13812345678"
    person = SealedValue.of(SealedValue.Kind.PERSON, {"name": "李雷", "mobile": mobile}, mobile)
    assert shown(BY_NAME["person"], {"sealed": "id"}, {"id": person}) == "李雷\n138****5678"
