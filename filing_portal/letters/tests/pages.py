"""The pages of this room, with who reads them and a letter to read."""

from filing_portal.letters.models import Letter
from filing_portal.tests.reading import Page, World, member


def letter(world: World) -> dict:
    return {"uuid": world.member.letters.addressed_to(world.member).first().uuid}


PAGES = (
    Page("letters:outbox"),
    *member(("letters:list",), ("letters:detail", letter)),
)


def add_samples(world) -> None:
    """Add a letter of provider A to the world of the access tests."""
    user = world.people["provider A"]
    letter = Letter.objects.create(to=user, email=user.email, language="zh-hans", kind="received", key="sample")
    world.arguments["letters:detail"] = {"uuid": letter.uuid}
