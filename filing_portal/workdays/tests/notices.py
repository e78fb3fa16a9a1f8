"""A made-up notice for 2027, as an officer would paste it, and what else one types."""

from datetime import timedelta

from filing_portal.base import clock

NOTICE_2027 = """2027-01-01,holiday,元旦
2027-01-02,holiday,元旦
2027-01-03,holiday,元旦
2027-02-05,holiday,春节
2027-02-06,holiday,春节
2027-02-07,holiday,春节
2027-02-08,holiday,春节
2027-02-09,holiday,春节
2027-02-10,holiday,春节
2027-02-11,holiday,春节
2027-02-14,make-up,春节
2027-04-05,holiday,清明节
2027-05-01,holiday,劳动节
2027-05-02,holiday,劳动节
2027-05-03,holiday,劳动节
2027-06-09,holiday,端午节
2027-09-15,holiday,中秋节
2027-10-01,holiday,国庆节
2027-10-02,holiday,国庆节
2027-10-03,holiday,国庆节
2027-10-04,holiday,国庆节
2027-10-05,holiday,国庆节
2027-10-06,holiday,国庆节
2027-10-07,holiday,国庆节
2027-10-09,make-up,国庆节"""


def notice_typed(**typed) -> dict:
    """Return what an officer types to import the notice."""
    return {
        "year": "2027",
        "number": "国办发明电〔2026〕8号",
        "title": "国务院办公厅关于2027年部分节假日安排的通知",
        "published_on_year": "2026",
        "published_on_month": "11",
        "published_on_day": "12",
        "address": "https://www.gov.cn/zhengce/content_1.htm",
        "table": NOTICE_2027,
        **typed,
    }


def limit_typed(**typed) -> dict:
    """Return what an officer types to give a time limit another length from tomorrow on."""
    day = clock.today() + timedelta(days=1)
    return {
        "working_days": "15",
        "valid_from_year": str(day.year),
        "valid_from_month": str(day.month),
        "valid_from_day": str(day.day),
        "reason": "补正需要更多时间。",
        **typed,
    }
