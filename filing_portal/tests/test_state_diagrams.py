from io import StringIO

import pytest
from django.core.management import call_command

from filing_portal.management import diagrams
from filing_portal.management.commands import state_diagrams
from filings.models import Filing
from inspections.models import Inspection
from registry.models import Entry


def run(*args):
    """Run the command; return its code, what it says and what it complains of."""
    out, err = StringIO(), StringIO()
    code: object = 0
    try:
        call_command("state_diagrams", *args, stdout=out, stderr=err)
    except SystemExit as leaving:
        code = leaving.code
    return code, out.getvalue(), err.getvalue().splitlines()


@pytest.fixture
def folder(tmp_path, settings, monkeypatch):
    settings.BASE_DIR = tmp_path
    monkeypatch.setattr(state_diagrams, "FOLDER", tmp_path / "states")
    (tmp_path / "states").mkdir()
    return tmp_path / "states"


def test_the_pages_are_what_the_tables_say():
    assert run("--check") == (0, "", [])


def test_a_page_that_differs_is_missing_or_left_over_is_named_and_mended(folder):
    run()
    (folder / "filing.md").write_text("old")
    (folder / "entry.md").unlink()
    (folder / "forgotten.md").touch()
    code, _out, complaints = run("--check")
    assert (code, [line.split()[0] for line in complaints]) == (
        1,
        ["states/filing.md", "states/entry.md", "states/forgotten.md"],
    )
    assert run()[0] == run("--check")[0] == 0
    assert (folder / "filing.md").read_text() == diagrams.page(Filing)
    assert not (folder / "forgotten.md").exists()


def test_a_diagram_draws_births_moves_and_ends():
    drawn = diagrams.diagram(Filing).splitlines()
    assert [line for line in drawn if "[*]" in line] == ["    [*] --> draft : start", "    draft --> [*] : discard"]
    assert "    submitted --> returned : send_back" in drawn
    assert "    [*] --> valid : issue, import" in diagrams.diagram(Entry).splitlines()


def test_a_row_of_the_table_says_who_and_in_which_words():
    row = "an officer with `inspections.judge_inspection`, in its own office"
    assert diagrams.row(Inspection, "pass_inspection", Inspection.MOVES["pass_inspection"]) == [
        "`pass_inspection`",
        "Answered",
        "Passed",
        row,
        "Inspection passed",
        "查验通过",
    ]
