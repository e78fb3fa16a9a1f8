import pytest
from django.urls import reverse

from filing_portal.tests.factories import make_officer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "cursor", ["~", "2026-01-01~", "2026-01-01", "2026-01-01~x", "1~2~3", "%00~1", "2026-01-01~%00"]
)
@pytest.mark.parametrize("way", ["after", "before"])
def test_a_broken_cursor_is_404(client, cursor, way):
    client.force_login(make_officer("33"))
    for name in ("filings_filing", "inspections_inspection"):
        assert client.get(f"{reverse(f'admin:{name}_changelist')}?{way}={cursor}").status_code == 404


def test_a_nul_in_the_cursor_of_a_text_is_404(client):
    client.force_login(make_officer("33", "auditor"))
    assert client.get(f"{reverse('admin:offices_office_changelist')}?after=%00").status_code == 404
