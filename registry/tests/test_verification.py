import pytest

from filing_portal.tests.factories import make_entry, make_provider
from registry.models import Entry
from registry.numbers import compose
from registry.states import Status
from registry.verification import Result, Verdict, verify

pytestmark = pytest.mark.django_db

UNKNOWN = compose("110108", 2022, 76223860, 2)


def entry_in(status: str) -> Entry:
    entry = make_entry()
    Entry.objects.filter(pk=entry.pk).update(status=status)
    return Entry.objects.get(pk=entry.pk)


def test_a_number_in_force_is_valid_and_needs_no_reason():
    entry = make_entry()
    verdict = verify(entry.full_number)
    assert (verdict.result, verdict.code, verdict.reason) == (Result.VALID, "", "")
    assert (verdict.printed, verdict.entry) == (entry.full_number, entry)


@pytest.mark.parametrize(
    ("status", "result", "reason"),
    [
        (
            Status.SUSPENDED,
            "suspended",
            "The authority has ordered the provider to suspend this service until it complies with the law.",
        ),
        (Status.DEREGISTERED, "deregistered", "The provider has ended this service and deregistered it."),
        (Status.REVOKED, "deregistered", "The authority has revoked this filing."),
    ],
)
def test_a_number_out_of_force_says_why(status, result, reason, in_english):
    verdict = verify(entry_in(status).number)
    assert (verdict.result, verdict.code, verdict.reason) == (result, status, reason)


def test_every_status_of_an_entry_has_a_result():
    assert [verify(entry_in(status).number).result for status in Status] == [
        "valid",
        "suspended",
        "deregistered",
        "deregistered",
    ]


def test_a_well_formed_number_nobody_has_is_not_found(in_english):
    verdict = verify(f" {UNKNOWN.body.lower()} ")
    assert (verdict.result, verdict.code, verdict.printed) == ("not_found", "not_found", str(UNKNOWN))
    assert verdict.reason == "The number is well formed, but no filing in the register has it."
    assert verdict.entry is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("京网信备11010819574012440013号", "check_character"),
        ("京网信备99999922762238600022号", "unknown_county"),
        ("京ICP备19000001号", "other_scheme_icp"),
        ("京公网安备11010802000001号", "other_scheme_police"),
        ("网信算备110108000000000000001号", "other_scheme_algorithm"),
        ("", "empty"),
        ("\0", "empty"),
    ],
)
def test_what_is_no_filing_number_says_what_is_wrong(text, code):
    verdict = verify(text)
    assert (verdict.result, verdict.code, verdict.printed) == ("malformed", code, "")
    assert verdict.reason != ""


def test_a_number_that_was_cut_off_leads_to_the_entries_of_its_provider():
    entry, other = make_entry(), make_entry(make_provider(name="别家", credit_code="91330106MA2CTEST2B"))
    verdict = verify(f"浙网信备{entry.number[:16]}")
    assert (verdict.result, verdict.code, verdict.same_provider) == ("malformed", "cut_off", (entry,))
    assert other.block != entry.block


def test_a_number_that_was_cut_off_with_a_block_nobody_has_leads_nowhere():
    make_entry()
    verdict = verify("京网信备110108220000000100")
    assert (verdict.code, verdict.block, verdict.same_provider) == ("cut_off", "00000001", ())


def test_an_unknown_county_is_not_said_to_be_made_up(in_english):
    verdict = verify("苏网信备3205712276223860002X号")
    assert (verdict.result, verdict.code, str(verdict.heading)) == (
        "malformed",
        "unknown_county",
        "Unknown county code",
    )
    assert "made up" not in verdict.reason


def test_every_result_has_its_heading_and_its_icon():
    assert [result for result in Result if not str(Verdict(result).heading) or not Verdict(result).icon] == []


def test_the_character_the_register_prints_counts_not_the_typed_one():
    entry = make_entry(make_provider(province="52"))
    Entry.objects.filter(pk=entry.pk).update(glyph="黔")
    assert verify(f"贵网信备{entry.number}号").printed == f"黔网信备{entry.number}号"


@pytest.mark.parametrize(("status", "look"), [(Status.REVOKED, "revoked"), (Status.DEREGISTERED, "deregistered")])
def test_a_revoked_filing_is_shown_as_grave_as_it_is(client, status, look):
    page = client.get(f"/en/register/{entry_in(status).number}/")
    assert f'class="bf-verify bf-verify--{look}"' in page.text
