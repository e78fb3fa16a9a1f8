"""The data that every database starts with, held to what the law and the notices say."""

from datetime import date

from filing_portal.workdays import shipped


def test_the_limits_are_those_of_the_provisions_and_of_policy():
    in_force = date(2019, 2, 15)
    assert [tuple(limit) for limit in shipped.limits()] == [
        ("file", 10, "11(1)", True, in_force),
        ("file-before-2019", 20, "23", True, in_force),
        ("change", 5, "11(2)", True, in_force),
        ("deregister", 30, "11(3)", True, in_force),
        ("decide", 20, "12", True, in_force),
        ("correct", 10, "", False, in_force),
        ("decide-change", 20, "", False, in_force),
        ("inspect", 15, "14", False, in_force),
        ("rectify", None, "15; 19", False, in_force),
        ("object", 10, "", False, in_force),
    ]


def test_there_is_a_notice_for_each_year_and_two_amendments_in_the_order_of_publication():
    notices = shipped.notices()
    assert [notice.code for notice in notices] == [
        *("2019-1", "2019-2", "2020-1", "2020-2"),
        *("2021-1", "2022-1", "2023-1", "2024-1", "2025-1", "2026-1"),
    ]
    assert notices == sorted(notices, key=lambda notice: notice.published_on)
    assert [notice for notice in notices if notice.code != f"{notice.year}-{notice.code[-1]}"] == []


def test_each_notice_has_its_document_number():
    assert set(shipped.numbers()) == {notice.code for notice in shipped.notices()}
    assert shipped.numbers()["2019-2"] == "国办发明电〔2019〕3号"


def test_a_day_is_arranged_once_and_by_a_notice_that_ships():
    days = shipped.days()
    assert len({day.date for day in days}) == len(days) == 285
    assert {day.notice for day in days} <= {notice.code for notice in shipped.notices()}
    assert {day.kind for day in days} == {"holiday", "make-up"}


def test_only_a_weekend_day_is_worked_to_make_up():
    assert [day.date for day in shipped.days() if day.kind == "make-up" and day.date.weekday() < 5] == []


def test_what_an_amendment_replaced_is_kept_with_the_notice_that_said_it():
    assert [tuple(day) for day in shipped.superseded()] == [
        (date(2019, 5, 1), "holiday", "劳动节", "2019-1"),
        (date(2020, 2, 1), "make-up", "春节", "2020-1"),
    ]


def test_the_moving_festivals_are_known_up_to_2099():
    festivals = shipped.festivals()
    assert list(festivals) == list(range(2019, 2100))
    assert tuple(festivals[2026]) == (
        2026,
        date(2026, 2, 17),
        date(2026, 4, 5),
        date(2026, 6, 19),
        date(2026, 9, 25),
    )
