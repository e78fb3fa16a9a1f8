import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filing_portal.ledger.models import Event
from filing_portal.tests.factories import make_entry
from filings.snapshots import sha256
from registry.invariants import WELL_FORMED
from registry.lookup import find
from registry.models import Block, Entry, Version
from registry.numbers import compose
from registry.verification import verify
from registry.workflow import public_facts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

# As providers publish them at the foot of their pages.
PUBLISHED = """number,service,provider,url
京网信备11010519864491550014号,,,
浙网信备33010822584102190011号,,,
京网信备1101082276223860002X号,,北京熠智科技有限公司,
京网信备1101081963896882001X号,可信数据池,,
粤网信备44030520701478930010号,,深圳市链融科技股份有限公司,
粤网信备44040224116904180018号,,,https://decert.me
浙网信备33010619213211320012号,,杭州超节点信息科技有限公司,
浙网信备33010819963715880033号,,,
"""
BEIJING = "1101082276223860002X"


@pytest.fixture
def run(tmp_path, capsys):
    """Import a list and return its summary, its complaints and the exit code."""

    def imported(text: str | bytes) -> tuple[str, list[str], str | int | None]:
        path = tmp_path / "list.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        try:
            call_command("import_entries", str(path))
            code: str | int | None = 0
        except SystemExit as leaving:
            code = leaving.code
        out, err = capsys.readouterr()
        return out.strip(), err.splitlines(), code

    return imported


def listed(*lines: str) -> str:
    return "number,service,provider,url\n" + "\n".join(lines)


def test_a_number_whose_block_begins_with_0_is_imported_and_found(run):
    number = "京网信备11010822000000010010号"
    assert run(listed(f"{number},可信数据池,,")) == ("1 added, 0 completed, 0 unchanged, 0 refused.", [], 0)
    assert (verify(number).result, str(Block.objects.get()), well_formed()) == ("valid", "00000001", [])


def well_formed() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(WELL_FORMED.breaches, WELL_FORMED.parameters())
        return [row for (row,) in cursor.fetchall()]


def test_a_published_list_is_imported_found_and_verified(run):
    assert run(PUBLISHED) == ("8 added, 0 completed, 0 unchanged, 0 refused.", [], 0)
    entry = Entry.objects.get(number=BEIJING)
    assert (entry.full_number, entry.year, entry.serial, entry.source) == (f"京网信备{BEIJING}号", 2022, 2, "imported")
    assert (entry.province, entry.county, entry.issued_on, entry.inspected_on) == ("11", "110108", None, None)
    assert [row.number for row in find("熠智")] == [BEIJING]
    assert [row.number for row in find("数据池")] == ["1101081963896882001X"]
    assert [str(verify(line.split(",")[0]).result) for line in PUBLISHED.splitlines()[1:]] == ["valid"] * 8


def test_imported_again_nothing_changes(run):
    run(PUBLISHED)
    counts = [model.objects.count() for model in (Entry, Version, Block, Event)]
    assert run(PUBLISHED) == ("0 added, 0 completed, 8 unchanged, 0 refused.", [], 0)
    assert [model.objects.count() for model in (Entry, Version, Block, Event)] == counts == [8, 8, 8, 8]


def test_bad_lines_are_reported_and_good_ones_kept(run):
    summary, complaints, code = run(listed("京ICP备19000001号,,,", f"京网信备{BEIJING}号,,,", ",可信,,"))
    assert (summary, code) == ("1 added, 0 completed, 0 unchanged, 2 refused.", 1)
    assert [line.split(":")[0] for line in complaints] == ["line 2", "line 4"]
    assert complaints[1] == (
        "line 4: Enter a filing number: it is printed in a prominent place of the service, usually at the foot."
    )


def test_another_spelling_of_a_number_is_the_same_entry(run):
    text = listed(f"京网信备{BEIJING}号,可信,,", f"京 网信备 {BEIJING.lower()},,,", f"{BEIJING},可信,,")
    assert run(text) == ("1 added, 0 completed, 2 unchanged, 0 refused.", [], 0)


def test_a_line_that_adds_names_completes_an_imported_entry_in_a_new_version(run):
    run(PUBLISHED)
    assert run(listed(f"{BEIJING},数据服务,北京熠智科技有限公司,https://example.cn")) == (
        "0 added, 1 completed, 0 unchanged, 0 refused.",
        [],
        0,
    )
    entry = Entry.objects.get(number=BEIJING)
    versions = list(entry.versions.values_list("number", "snapshot__service_name", "snapshot__name"))
    assert versions == [(1, "", "北京熠智科技有限公司"), (2, "数据服务", "北京熠智科技有限公司")]
    assert [row.number for row in find("数据服务")] == [BEIJING]
    events = [(event.verb, event.actor, event.after["fields"]) for event in Event.objects.about(entry)]
    assert events == [
        ("import", None, ["provider_name"]),
        ("supplement", None, ["service_name", "provider_name", "web_address"]),
    ]


def test_a_line_that_completes_one_of_the_same_batch_makes_one_version(run):
    assert run(listed(f"{BEIJING},,,", f"{BEIJING},数据服务,,")) == (
        "1 added, 0 completed, 1 unchanged, 0 refused.",
        [],
        0,
    )
    assert Version.objects.values_list("number", "snapshot__service_name").get() == (1, "数据服务")


def test_a_line_that_contradicts_the_register_is_refused(run):
    run(PUBLISHED)
    assert run(listed(f"{BEIJING},数据服务,另一家公司,")) == (
        "0 added, 0 completed, 0 unchanged, 1 refused.",
        [f"line 2: 京网信备{BEIJING}号 is in the register with other names or another web address."],
        1,
    )
    assert Entry.objects.values_list("service_name", "provider_name").get(number=BEIJING) == (
        "",
        "北京熠智科技有限公司",
    )


def test_an_entry_issued_here_is_never_overwritten(run):
    entry = make_entry(service_name="链上存证")
    assert run(listed(f"{entry.full_number},另一个名称,另一家公司,https://example.org")) == (
        "0 added, 0 completed, 1 unchanged, 0 refused.",
        [],
        0,
    )
    assert Entry.objects.get().service_name == "链上存证"
    assert Version.objects.count() == 1


def test_a_number_nobody_issued_in_the_block_of_a_provider_here_is_refused(run):
    entry = make_entry()
    forged = compose(entry.county, entry.year, entry.block_id, 7)
    assert run(listed(f"{forged},,,")) == (
        "0 added, 0 completed, 0 unchanged, 1 refused.",
        [f"line 2: {forged} was not issued here, but its provider's numbers are."],
        1,
    )
    assert Block.objects.get().last_serial == 1


def test_a_serial_of_a_provider_stands_in_one_number_only(run):
    twin = compose("310115", 2022, 76223860, 2)
    assert run(listed(f"{BEIJING},,,", f"{twin},,,")) == (
        "1 added, 0 completed, 0 unchanged, 1 refused.",
        [f"line 3: Its provider has the same serial in another number: 京网信备{BEIJING}号."],
        1,
    )


def blocks():
    return [(block.value, block.provider, block.last_serial) for block in Block.objects.all()]


def test_seen_blocks_are_taken_and_serials_begin_above_the_highest(run):
    run(listed(*(str(compose("110108", 2022, 76223860, serial)) for serial in (2, 9, 5))))
    assert blocks() == [(76223860, None, 9)]
    run(listed(*(str(compose("110108", 2023, 76223860, serial)) for serial in (12, 11))))
    assert blocks() == [(76223860, None, 12)]


def test_the_printed_province_character_is_kept(run):
    run(listed(str(compose("520102", 2022, 76223860, 1, glyph="黔"))))
    assert Entry.objects.get().full_number[0] == "黔"


def test_every_version_has_the_keys_of_an_issued_one_and_its_digest(run):
    run(PUBLISHED)
    issued = make_entry().versions.get().snapshot
    imported = Version.objects.get(entry__number=BEIJING)
    assert set(imported.snapshot) == set(issued) == set(public_facts(issued))
    assert imported.sha256 == sha256(imported.snapshot)


def test_a_list_in_gb18030_is_imported(run):
    run(PUBLISHED.encode("gb18030"))
    assert Entry.objects.get(number=BEIJING).provider_name == "北京熠智科技有限公司"


def test_a_file_without_the_columns_is_one_sentence(run, tmp_path):
    with pytest.raises(CommandError, match=r"missing: service, provider, url\.$"):
        run("number\n")
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("import_entries", str(tmp_path / "absent.csv"))
    assert Entry.objects.count() == 0


def test_queries_do_not_grow_with_the_rows_of_a_batch(run):
    def queries(rows: int, first_block: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            run(listed(*(str(compose("110108", 2022, first_block + n, 1)) for n in range(rows))))
        return len(captured)

    assert queries(10, 20_000_000) == queries(500, 30_000_000)
