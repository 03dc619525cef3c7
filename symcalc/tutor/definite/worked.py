"""From an integral between limits to a Derivation."""

from __future__ import annotations

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.writing.text import text


def definite(whole: Notation) -> Derivation:
    """Work out an integral between limits: `whole` has the integrand, the variable and the ends."""
    raise UnsupportedError("definite integrals cannot be worked out yet", where=text(whole))
