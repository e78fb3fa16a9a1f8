import pytest

from filing_portal.console import counting
from filing_portal.offices.models import Office

pytestmark = pytest.mark.django_db


def test_many_counts_are_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        counts = counting.count({"all": Office.objects.all(), "national": Office.objects.filter(code="00")})
    assert counts == {"all": 32, "national": 1}


def test_nothing_wanted_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert counting.count({}) == {}


def test_a_count_ends_one_past_the_limit(monkeypatch):
    monkeypatch.setattr(counting, "MOST", 10)
    assert counting.count({"all": Office.objects.all()}) == {"all": 11}
    assert [counting.shown(number) for number in (10, 11)] == ["10", "10+"]
