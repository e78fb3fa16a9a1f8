import json

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from filing_portal.accounts.models import User
from filing_portal.frame.census import census
from filing_portal.tests.factories import make_entry, make_filing, make_provider
from filings.models import Filing
from filings.states import Status

pytestmark = pytest.mark.django_db


def test_a_model_is_counted_with_every_choice_of_its_fields(capsys):
    provider = make_provider()
    make_filing(provider)
    make_filing(provider, Status.SUBMITTED)
    make_entry(provider)

    call_command("census")

    printed = capsys.readouterr().out
    told = json.loads(printed)
    assert printed.count("\n") == 1
    assert told["filings.filing"]["rows"] == 3
    assert told["filings.filing"]["status"] == dict.fromkeys(Status.values, 0) | {
        "draft": 1,
        "submitted": 1,
        "filed": 1,
    }
    assert told["registry.entry"]["source"] == {"issued": 1, "imported": 0}
    assert told["accounts.user"]["language"] == {"zh-hans": User.objects.count(), "en": 0}


def test_every_model_of_the_portal_is_counted_and_no_other():
    below = str(settings.BASE_DIR)
    ours = [app for app in apps.get_app_configs() if app.path.startswith(below) and "site-packages" not in app.path]
    assert set(census()) == {model._meta.label_lower for app in ours for model in app.get_models()}


def test_an_array_is_counted_by_its_elements():
    filing = make_filing(make_provider(), Status.SUBMITTED)
    Filing.objects.filter(pk=filing.pk).update(forms=["website", "app"])

    forms = census()["filings.filing"]["forms"]
    assert isinstance(forms, dict)

    assert {form: number for form, number in forms.items() if number} == {"website": 1, "app": 1}
    assert set(forms) == {value for value, _label in Filing._meta.get_field("forms").base_field.flatchoices}


def test_each_table_is_read_once(django_assert_num_queries):
    with django_assert_num_queries(len(census())):
        census()
