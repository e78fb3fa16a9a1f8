"""Templates are read by people too."""

from django.conf import settings

LONGEST_LINE = 160
TEMPLATES = [path for path in sorted((settings.BASE_DIR / "templates").rglob("*")) if path.is_file()]


def test_no_line_of_a_template_is_longer_than_a_screen():
    long = [
        f"{path.relative_to(settings.BASE_DIR)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]
    assert long == []
    assert TEMPLATES
