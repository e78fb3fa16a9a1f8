import pytest
from django.urls import reverse
from django.utils.translation import override

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("account_signup", ["Enter your e-mail address.", "Choose a password.", "Enter the password once more."]),
        ("account_login", ["Enter your e-mail address.", "Enter your password."]),
    ],
)
def test_what_is_left_empty_is_asked_for_by_name(client, name, sentences):
    with override("en"):
        response = client.post(reverse(name), {})
        said = [error for errors in response.context["form"].errors.values() for error in errors]
    assert said == sentences
