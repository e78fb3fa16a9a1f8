"""The officer's scenes of the demo: returned, corrected, lapsed, refused, filed and numbered."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from filings.workflow import lapse
from registry.workflow import issue
from reviews.workflow import Because, accept, refuse, send_back

TO_CORRECT, TO_DECIDE = 10, 20
TO_BE_CORRECTED = (
    Because("art11", "服务器地址不完整：请逐行填写全部服务器的 IP 或主机名。"),
    Because("art11", "服务名称与网站首页显示的名称不一致，请改为一致或说明原因。"),
    Because("art7", "平台公约链接无法打开，请提供可公开访问的网址。"),
    Because("art12", "材料不全：请补充区块链系统的用途说明。"),
    Because("policy", "负责人手机号无法接通，请核对后重新提交。"),
)
NOT_TO_BE_FILED = (
    Because("art11", "所填网址不属于申请主体，且经退回后仍未说明，不予备案。"),
    Because("art10", "服务内容涉及代币发行宣传，不予备案。"),
    Because("art22", "核查发现所填信息与事实不符，不予备案。"),
)
Scene = Iterator[datetime]


def sent_back(story: Any, day: date) -> Scene:
    """Return on the day a filing that was submitted before."""
    yield from story.play("submitted", story.days.back(day, 7))
    yield story.at_work(day)
    reasons = story.rng.sample(TO_BE_CORRECTED, story.rng.randrange(1, 3))
    send_back(story.filing.pk, story.rounds, reasons, by=story.party.officer)


def returned(story: Any, left: int) -> Scene:
    yield from sent_back(story, story.days.back(story.due(left), TO_CORRECT))


def corrected_on(story: Any, day: date) -> Scene:
    """Submit on the day for the second time, with another server."""
    yield from sent_back(story, story.days.back(day, 6))
    yield from story.play("round_submitted", day, server_address=story.answers["server_address"] + "\n203.0.113.99")


def corrected(story: Any, left: int) -> Scene:
    """Wait in the queue for the second time."""
    yield from corrected_on(story, story.days.back(story.due(left), TO_DECIDE))


def lapsed(story: Any, ago: int) -> Scene:
    """Return a filing that nobody corrects."""
    day = story.days.back(story.ago(ago + 20), 1)
    yield from sent_back(story, day)
    yield story.at_night(story.days.add(day, TO_CORRECT) + timedelta(days=1))
    lapse(story.filing.pk)


def refused(story: Any, ago: int) -> Scene:
    day = story.days.back(story.ago(ago), 1)
    yield from story.play("submitted", story.days.back(day, 9))
    yield story.at_work(day)
    refuse(story.filing.pk, story.rounds, [story.rng.choice(NOT_TO_BE_FILED)], by=story.party.officer)


def filed(story: Any, ago: int) -> Scene:
    """File the service, one in eight after a correction; its number follows a second later."""
    day = story.days.back(story.ago(ago), 1)
    before, decided_at = story.days.back(day, 9), story.at_work(day)
    yield from corrected_on(story, before) if story.rng.random() < 1 / 8 else story.play("submitted", before)
    yield decided_at
    accept(story.filing.pk, story.rounds, by=story.party.officer)
    yield decided_at + timedelta(seconds=1)
    story.entry = issue(story.filing.pk)
