"""Every verb of an entry that numbering or the command line carries out, prepared for the test of the locks."""

from filing_portal.tests.act import TYPED, act
from filing_portal.tests.factories import make_filing
from registry import imports
from registry.models import Entry
from registry.workflow import issue, take_over


@act(Entry, "issue")
def issue_number():
    filing = make_filing(status="filed")
    return lambda: issue(filing.pk)


@act(Entry, "import")
def import_list():
    rows = listed(f"京网信备1101082276223860002X号,,{TYPED},")
    return lambda: take_over(rows, sha256="0" * 64)


@act(Entry, "supplement")
def supplement_from_list():
    import_list()()
    rows = listed(f"京网信备1101082276223860002X号,{TYPED},{TYPED},")
    return lambda: take_over(rows, sha256="0" * 64)


def listed(*lines):
    return list(imports.read("\n".join(["number,service,provider,url", *lines]).encode()))
