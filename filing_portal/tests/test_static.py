"""The promises of the style sheets and templates that a reader of one file cannot see."""

import hashlib
import re

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
SHEETS = sorted((STATIC / "css").glob("*.css"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)")


def named(path):
    return str(path.relative_to(settings.BASE_DIR))


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.name != "tokens.css"], ids=named)
def test_colours_stand_in_the_tokens_file_alone(sheet):
    rules = re.sub(r"^[^{}]*\{", "{", sheet.read_text(), flags=re.MULTILINE)  # selectors may carry an id
    assert COLOUR.findall(rules) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_no_template_carries_inline_script_or_style(template):
    assert INLINE.findall(template.read_text()) == []


def test_every_icon_a_template_draws_is_shipped():
    drawn = {name for path in TEMPLATES for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}
    shipped = {path.stem for path in (STATIC / "vendor" / "icons").glob("*.svg")}
    assert drawn - shipped == set()
    assert "search" in drawn


def test_the_vendored_files_are_those_of_the_list():
    lines = (STATIC / "vendor" / "SHA256SUMS").read_text().splitlines()
    listed = {name: checksum for checksum, name in (line.split("  ", 1) for line in lines)}
    files = [path for path in (STATIC / "vendor").rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    found = {str(path.relative_to(STATIC / "vendor")): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert found == listed
