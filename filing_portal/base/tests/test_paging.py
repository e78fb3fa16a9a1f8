import pytest
from django.http import QueryDict

from filing_portal.base.paging import BadCursor, Keyset, Page
from filing_portal.offices.models import Office

pytestmark = pytest.mark.django_db
BY_CODE = Keyset(("code",), descending=False)
BY_NAME = Keyset(("code",), descending=False, named_by="name")
FIRST, SECOND, THIRD = "00", "11", "12"


def codes(page: Page) -> list[str]:
    return [office.code for office in page.rows]


def test_the_first_page_has_only_a_next_one():
    page = Page(Office.objects.all(), BY_CODE, QueryDict("q=x&q=y"), 2)
    assert codes(page) == [FIRST, SECOND]
    assert (page.previous, page.next) == ("", SECOND)
    assert (page.previous_url, page.next_url) == ("", "?q=x&q=y&after=11")


def test_a_page_after_a_cursor_has_one_before_it():
    page = Page(Office.objects.all(), BY_CODE, QueryDict("after=00&q=京"), 1)
    assert codes(page) == [SECOND]
    assert (page.previous_url, page.next_url) == ("?q=%E4%BA%AC&before=11", "?q=%E4%BA%AC&after=11")


def test_a_page_before_a_cursor_reads_in_the_same_order():
    page = Page(Office.objects.all(), BY_CODE, QueryDict("before=12"), 5)
    assert codes(page) == [FIRST, SECOND]
    assert (page.previous, page.next) == ("", SECOND)


def test_the_last_page_has_no_next_one():
    last = Office.objects.order_by("-code")[:1].get()
    page = Page(Office.objects.filter(code__gte=last.code), BY_CODE, QueryDict("after=00"), 5)
    assert codes(page) == [last.code]
    assert (page.previous, page.next) == (last.code, "")


def test_a_cursor_may_be_a_name_that_is_looked_up():
    second = Office.objects.get(code=SECOND)
    page = Page(Office.objects.all(), BY_NAME, {"after": second.name}, 1)
    assert codes(page) == [THIRD]
    assert page.next == Office.objects.get(code=THIRD).name


def test_a_name_that_no_row_has_is_a_bad_cursor():
    with pytest.raises(BadCursor):
        Page(Office.objects.all(), BY_NAME, {"after": "nobody"}, 1)
