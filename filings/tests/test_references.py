import pytest

from filings.references import reference


@pytest.mark.parametrize(
    ("year", "number", "written"),
    [(2026, 1, "C-2026-000001"), (2026, 417, "C-2026-000417"), (2027, 999_999, "C-2027-999999")],
)
def test_a_reference_names_its_year_and_counts_within_it(year, number, written):
    assert reference(year, number) == written
