"""The forms of a filing: the sections, made from the catalogue, and the statement at the end."""

from filings.forms.fields import MAKERS, field_of
from filings.forms.sections import FORMS, SectionForm
from filings.forms.submission import SubmitForm, TokenForm

__all__ = ["FORMS", "MAKERS", "SectionForm", "SubmitForm", "TokenForm", "field_of"]
