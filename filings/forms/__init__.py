"""The forms of a filing: the sections, made from the catalogue, and the statement at the end."""

from filings.forms.fields import MAKERS, field_of
from filings.forms.sections import FORMS, SectionForm, unsaved_of
from filings.forms.submission import SubmitForm, TokenForm
from filings.forms.unsaved import unsaved_answers

__all__ = ["FORMS", "MAKERS", "SectionForm", "SubmitForm", "TokenForm", "field_of", "unsaved_answers", "unsaved_of"]
