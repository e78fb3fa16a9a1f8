from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override
from stdnum.cn import ric, uscc

from filing_portal.tests.factories import make_officer, make_provider, make_user, owner_of
from providers.cautions import of_age, of_area
from providers.credit_codes import organisation_check

AREA = (
    "The area 320571 (characters 3 to 8 of the credit code) is not in the list of divisions, as with some"
    " development zones. Compare the code with the certificate."
)
YOUNG = "This individual is 17 years old: under 18, only who lives on their own work acts alone."
TODAY = date(2026, 11, 25)


def code_in(area: str) -> str:
    first = f"91{area}MA123456{organisation_check('MA123456')}"
    return first + uscc.calc_check_digit(first)


def card(born: str) -> str:
    first = f"330106{born}001"
    return first + ric.calc_check_digit(first + "0")


def test_a_code_whose_area_the_tables_lack_is_worth_a_second_look():
    with override("en"):
        assert [of_area(code) for code in (code_in("320571"), code_in("330106"), code_in("100000"), "")] == [
            [AREA],
            [],
            [],
            [],
        ]


@pytest.mark.parametrize(("born", "said"), [("20081126", [YOUNG]), ("20081125", []), ("19900101", [])])
def test_an_individual_under_age_is_worth_a_second_look(born, said):
    with override("en"):
        assert of_age(TODAY, "id_card", card(born)) == said
        assert of_age(TODAY, "passport", "E12345678") == []


@pytest.mark.django_db
def test_the_provider_and_the_officer_read_of_the_area(client):
    provider = make_provider(make_user(language="en"), credit_code=code_in("320571"))
    pages = (
        (owner_of(provider), "/en/provider/"),
        (make_officer("33", language="en"), reverse("admin:providers_provider_change", args=[provider.pk])),
    )
    for reader, page in pages:
        client.force_login(reader)
        assert AREA in client.get(page).content.decode()


@pytest.mark.django_db
@time_machine.travel("2026-11-25T12:00+08:00", tick=False)
def test_the_officer_alone_reads_of_the_age(client):
    provider = make_provider(
        make_user(language="en"), nature="individual", document_kind="id_card", document=card("20081126")
    )
    pages = (
        (owner_of(provider), "/en/provider/"),
        (make_officer("33", language="en"), reverse("admin:providers_provider_change", args=[provider.pk])),
    )
    said = []
    for reader, page in pages:
        client.force_login(reader)
        said.append(YOUNG in client.get(page).content.decode())
    assert said == [False, True]
