"""The texts of an entry as formulas."""

from __future__ import annotations

from symcalc.notation import Notation, with_remarks
from symcalc.reading import read
from symcalc.tutor.catalogue.entry import Entry


def formula(entry: Entry, told: str) -> Notation:
    """A text of an entry, read; what is doubtful in it is not said, since it is our own."""
    return with_remarks(read(told, names=entry.names), ())
