from random import Random

import pytest

from demo import names

MANY = [names.answers(Random(n), "330106", names.service(Random(n)), "s1") for n in range(200)]


def test_what_a_service_is_called_elsewhere_and_said_to_do_is_its_own():
    for answers in MANY:
        called = {answers[field] for field in ("client_name", "account_name") if answers.get(field)}
        assert called <= {answers["service_name"]}
        assert answers["description"].startswith(answers["service_name"])


@pytest.mark.parametrize(
    ("field", "forms"), [("client_name", {"app", "mini_program"}), ("account_name", {"official_account"})]
)
def test_only_a_service_with_a_client_or_an_account_has_a_name_for_it(field, forms):
    assert [bool(answers.get(field)) for answers in MANY] == [bool(forms & {*answers["forms"]}) for answers in MANY]


def test_a_service_called_a_mini_program_is_one_and_no_other_is():
    called = [answers["service_name"].endswith("小程序") for answers in MANY]
    assert [answers["forms"] == ["mini_program"] for answers in MANY] == called
    assert {True, False} == {*called}
