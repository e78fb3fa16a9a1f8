import pytest
from django.urls import reverse

from filing_portal.tests.factories import make_entry, make_officer

pytestmark = pytest.mark.django_db


def test_an_entry_is_found_by_number_and_names_in_its_province_only(client):
    entry = make_entry(service_name="链上存证云")
    url = reverse("admin:registry_entry_changelist")
    for province, found in (("33", [entry.pk]), ("44", [])):
        client.force_login(make_officer(province, language="en"))
        for query in (entry.full_number, "存证", entry.provider_name):
            page = client.get(url, {"q": query})
            assert [row.pk for row in page.context["page"].rows] == found


def test_an_entry_shows_its_versions_and_what_happened(client):
    entry = make_entry(service_name="链上存证云")
    client.force_login(make_officer("33", language="en"))
    page = client.get(reverse("admin:registry_entry_change", args=[entry.pk]))
    for text in (entry.full_number, "Version 1", entry.versions.get().sha256, "Number issued and published"):
        assert text in page.text
