"""Tell what of a filing was typed and could not be saved."""

from filings import reading
from filings.catalogue import ASKED
from filings.forms.sections import FORMS, unsaved_of
from filings.models import Filing


def unsaved_answers(filing: Filing) -> list[tuple[str, str]]:
    """Return what was typed and is not saved: the label of each answer, with the address of its field.

    Where the text cannot be opened any more, or is right by now, its section stands for it.
    """
    links = []
    for code in (section.code for section in ASKED if section.code in filing.unsaved):
        form = FORMS[code](filing, unsaved_of(filing, code), is_partial=True)
        url = reading.section_url(filing, code)
        links += [(str(form.fields[name].label), f"{url}#div_id_{name}") for name in form.unsaved] or [
            (str(form.title), url)
        ]
    return links
