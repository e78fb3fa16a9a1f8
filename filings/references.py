"""References of filings, `C-2026-000417`: given at the first submission, kept over all rounds."""


def reference(year: int, number: int) -> str:
    """Return the reference of the `number`th filing of `year` (four digits)."""
    return f"C-{year:04d}-{number:06d}"
