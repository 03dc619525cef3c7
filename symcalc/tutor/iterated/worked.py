"""From integrals inside integrals to a Derivation."""

from __future__ import annotations

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.writing.text import text


def iterated(whole: Notation) -> Derivation:
    """Work out integrals inside one another, innermost first."""
    raise UnsupportedError("multiple integrals cannot be worked out yet", where=text(whole))
