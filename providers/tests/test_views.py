import uuid

import pytest
import time_machine
from django.urls import reverse
from stdnum.cn import ric

from demo import codes
from filing_portal.tests.factories import make_officer, make_provider, make_user, owner_of
from filing_portal.vault.models import SealedValue
from providers.models import Provider
from providers.states import Nature, Status

pytestmark = pytest.mark.django_db

REGISTER = reverse("providers:register")
ORGANISATION = reverse("providers:register_organisation")
INDIVIDUAL = reverse("providers:register_individual")
DETAIL = reverse("providers:detail")
MOBILE = "13812345678"


@pytest.fixture
def user(client):
    user = make_user(language="en")
    client.force_login(user)
    return user


def organisation(**answers):
    return {
        "token": str(uuid.uuid4()),
        "name": "澄链科技有限公司",
        "credit_code": codes.credit_code(1, "330106"),
        "legal_representative": "周成",
        "county": "330106",
        "address": "文三路 1 号",
        "postal_address": "文三路 1 号",
        "person_name": "陈晨",
        "document_kind": "id_card",
        "document_number": codes.id_card(1, "330106"),
        "mobile": f"+86 {MOBILE}",
        "email": "chen@example.cn",
        **answers,
    }


def individual(**answers):
    return {
        "token": str(uuid.uuid4()),
        "name": "李想",
        "document_kind": "passport",
        "document_number": "e 12345678",
        "county": "110108",
        "address": "中关村大街 1 号",
        "postal_address": "中关村大街 1 号",
        "mobile": MOBILE,
        "email": "li@example.cn",
        **answers,
    }


def errors(response):
    """Return the sentences at the fields."""
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}


def test_an_organisation_registers_and_its_personal_data_are_sealed(client, user):
    response = client.post(ORGANISATION, organisation())

    provider = Provider.objects.owned_by(user).get()
    assert response.url == DETAIL
    assert (provider.nature, provider.status, provider.province) == (Nature.ORGANISATION, Status.REGISTERED, "33")
    assert provider.credit_code == codes.credit_code(1, "330106")
    assert provider.person.unseal() == {
        "name": "陈晨",
        "phone": "",
        "mobile": MOBILE,
        "email": "chen@example.cn",
        "document_kind": "id_card",
        "document": codes.id_card(1, "330106"),
    }


def test_an_individual_registers_with_a_sealed_document(client, user):
    client.post(INDIVIDUAL, individual())

    provider = Provider.objects.owned_by(user).get()
    assert (provider.nature, provider.document_kind, provider.credit_code) == (Nature.INDIVIDUAL, "passport", "")
    assert provider.document.unseal() == {"kind": "passport", "number": "E12345678"}


def test_a_double_click_registers_one_provider(client, user):
    answers = organisation()

    first, second = client.post(ORGANISATION, answers), client.post(ORGANISATION, answers)

    assert (first.url, second.url) == (DETAIL, DETAIL)
    assert Provider.objects.count() == 1


def test_a_second_provider_for_one_account_is_refused_with_a_sentence(client, user):
    make_provider(user)

    response = client.post(f"/en{ORGANISATION}", organisation(), follow=True)

    assert response.redirect_chain == [("/en/dashboard/", 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "Your account already acts for a provider. Open its page instead."
    ]


def test_a_registered_account_is_led_to_its_provider(client, user):
    make_provider(user)
    assert [client.get(page).url for page in (REGISTER, ORGANISATION, INDIVIDUAL)] == [DETAIL] * 3


def test_a_code_another_provider_has_is_accepted_without_a_word(client, user):
    taken = make_provider(county="330106").credit_code

    response = client.post(ORGANISATION, organisation(credit_code=taken))

    assert response.url == DETAIL
    assert Provider.objects.filter(credit_code=taken).count() == 2


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        (
            {"credit_code": codes.credit_code(1, "330106")[:17] + "I"},
            "credit_code",
            "Enter digits and capital letters only. I, O, S, V and Z never occur: check for 1, 0, 5, U, 2.",
        ),
        (
            {"credit_code": "91330106MA"},
            "credit_code",
            "Enter all 18 characters of the unified social credit code.",
        ),
        ({"county": "999999"}, "county", "Select a county from the list: this code is not in use today."),
        ({"county": ""}, "county", "Select the province and the county of registration."),
        (
            {"document_number": "330106209901010018"},
            "document_number",
            "The date of birth in the number lies in the future. Compare it with the card.",
        ),
        ({"mobile": "12345"}, "mobile", "Enter a mobile number of the mainland: 11 digits that start with 13 to 19."),
        ({"email": "chen"}, "email", "Enter an e-mail address in the form name@example.cn."),
        ({"home_page": "example.cn"}, "home_page", "Enter an address that starts with http:// or https://."),
        ({"person_name": " "}, "person_name", "Enter the name of the responsible person."),
        ({"name": "链" * 121}, "name", "Enter at most 120 characters: these are 121."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_at_its_field(client, user, answers, field, sentence):
    given = organisation(**answers)

    response = client.post(f"/en{ORGANISATION}", given)

    assert errors(response) == {field: [sentence]}
    assert response.context["form"]["address"].value() == given["address"]
    assert not Provider.objects.exists()


def test_the_page_says_what_is_registered_and_masks_personal_numbers(client, user):
    client.post(INDIVIDUAL, individual())

    page = client.get(f"/en{DETAIL}").content.decode()

    assert all(shown in page for shown in ("李想", "E******78", "138****5678", "li@example.cn", "Provider registered"))
    assert not any(hidden in page for hidden in ("E12345678", MOBILE))


def test_the_document_of_a_responsible_person_is_masked(client, user):
    client.post(ORGANISATION, organisation())
    number = codes.id_card(1, "330106")

    page = client.get(DETAIL).content.decode()

    assert (number in page, f"{number[:3]}{'*' * 11}{number[-4:]}" in page) == (False, True)


def test_each_account_sees_its_own_provider(client, user):
    make_provider(user, name="自己的机构")
    make_provider(name="别人的机构")

    page = client.get(DETAIL).content.decode()

    assert ("自己的机构" in page, "别人的机构" in page) == (True, False)


def test_an_account_without_a_provider_is_led_to_the_registration(client, user):
    assert client.get(DETAIL).url == REGISTER


def test_the_province_and_the_county_chosen_before_are_selected_again(client, user):
    page = client.post(ORGANISATION, organisation(mobile="", county_province="33")).content.decode()

    assert [page.count(f'<option value="{code}" selected>') for code in ("33", "330106")] == [1, 1]


@pytest.mark.parametrize("url", [ORGANISATION, INDIVIDUAL])
def test_the_page_brings_no_counties_before_the_province_is_known(client, user, url):
    html = client.get(url).content
    assert (html.count(b"<option"), len(html) < 25_000) == (33, True)


def test_without_a_script_the_counties_come_by_a_button_that_keeps_what_was_typed(client, user):
    typed = {"county": "", "county_province": "33", "county_choose": "", "mobile": "12", "email": "", "name": "半截"}

    response = client.post(ORGANISATION, organisation(**typed, document_kind="passport"))

    form, page = response.context["form"], response.content.decode()
    assert (dict(form.errors), Provider.objects.exists()) == ({}, False)
    assert [form[name].value() for name in ("name", "mobile", "email", "document_kind")] == [
        "半截",
        "12",
        "",
        "passport",
    ]
    assert page.count('<option value="33" selected>') == 1
    assert ('value="330106"' in page, 'value="110108"' in page, "data-error-summary" in page) == (True, False, False)


def test_the_page_begins_with_the_address_of_the_account(client, user):
    assert [client.get(page).context["form"]["email"].value() for page in (ORGANISATION, INDIVIDUAL)] == [
        user.email
    ] * 2


@pytest.mark.parametrize("typed", ["", "别处 9 号"])
def test_letters_may_go_to_the_address_on_the_document(client, user, typed):
    client.post(ORGANISATION, organisation(same_address="on", postal_address=typed))

    provider = Provider.objects.owned_by(user).get()
    assert (provider.address, provider.postal_address) == ("文三路 1 号", "文三路 1 号")


def test_whoever_gets_letters_elsewhere_is_asked_where(client, user):
    response = client.post(f"/en{ORGANISATION}", organisation(postal_address=""))

    assert errors(response) == {"postal_address": ["Enter the address where letters reach you."]}


def card(born: str, place: str = "330106") -> str:
    first = f"{place}{born}001"
    return first + ric.calc_check_digit(first + "0")


@pytest.mark.parametrize(
    ("url", "answers", "sentence"),
    [
        (ORGANISATION, organisation, "The responsible person must be at least 18 years old (Civil Code, art. 17)."),
        (INDIVIDUAL, individual, "You must be at least 16 years old to act for yourself (Civil Code, art. 18)."),
    ],
)
@pytest.mark.parametrize(("kind", "place"), [("id_card", "330106"), ("residence_permit", "830000")])
def test_whoever_is_too_young_to_act_is_refused_until_the_birthday(client, user, url, answers, sentence, kind, place):
    youngest = {ORGANISATION: "20081125", INDIVIDUAL: "20101125"}[url]
    given = answers(document_kind=kind, document_number=card(youngest, place))

    with time_machine.travel("2026-11-24T12:00+08:00", tick=False):
        refused = errors(client.post(f"/en{url}", given))
    with time_machine.travel("2026-11-25T12:00+08:00", tick=False):
        taken = client.post(url, given)

    assert (refused, taken.url) == ({"document_number": [sentence]}, DETAIL)


def test_the_number_of_a_residence_permit_is_no_identity_card(client, user):
    given = organisation(document_kind="id_card", document_number=card("19900307", "810000"))

    response = client.post(f"/en{ORGANISATION}", given)

    assert errors(response) == {
        "document_number": [
            "This is the number of a residence permit of Hong Kong, Macao and Taiwan residents: choose that type of"
            " document."
        ]
    }


def test_an_individual_registers_with_a_residence_permit(client, user):
    number = card("19900307", "830000")
    client.post(INDIVIDUAL, individual(document_kind="residence_permit", document_number=number))

    page = client.get(f"/en{DETAIL}").content.decode()

    assert Provider.objects.owned_by(user).get().document.unseal() == {"kind": "residence_permit", "number": number}
    assert "Residence permit of Hong Kong, Macao and Taiwan residents" in page
    assert (number in page, f"830***********{number[-4:]}" in page) == (False, True)


def test_a_page_costs_the_same_few_queries(client, user, django_assert_max_num_queries):
    provider = make_provider(user)
    assert owner_of(provider) == user
    with django_assert_max_num_queries(9):
        client.get(DETAIL)


def test_an_officer_cannot_register(client):
    client.force_login(make_officer())
    assert client.post(ORGANISATION, organisation()).status_code == 403
    assert not SealedValue.objects.exists()
