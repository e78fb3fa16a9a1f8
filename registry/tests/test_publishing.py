import pytest

from filing_portal.tests.factories import make_entry
from filings.snapshots import sha256
from registry.models import Entry, Version
from registry.workflow import publish

pytestmark = pytest.mark.django_db


def test_several_entries_are_published_at_once_each_with_its_next_version():
    first, second = make_entry(), make_entry()
    facts = first.versions.get().snapshot
    publish([(first, facts | {"service_name": "新的名称"})])
    published = publish([(first, facts | {"service_name": "可信存证"}), (second, facts | {"web_address": None})])
    assert [(version.entry, version.number) for version in published] == [(first, 3), (second, 2)]
    assert [version.sha256 for version in published] == [sha256(version.snapshot) for version in published]
    second.refresh_from_db()
    assert (second.service_name, second.web_address) == (facts["service_name"], "")
    assert list(Entry.objects.matching("可信存证")) == [first]
    assert list(Entry.objects.matching("新的名称")) == []


def test_nothing_to_publish_publishes_nothing():
    assert publish([]) == []
    assert Version.objects.count() == 0
