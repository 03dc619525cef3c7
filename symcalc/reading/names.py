"""Names: which spellings are one symbol, and which symbols there are."""

from __future__ import annotations

import re
from collections.abc import Iterable

import sympy as sp

from symcalc.notation import Notation
from symcalc.notation import name as name_of
from symcalc.reading.characters import LOWERED, fold, spell_out

INDEX = re.compile(r"(?<=[^\W\d_])_(?=\d)")
LOWERED_RUN = re.compile(f"[{''.join(LOWERED)}]+")


def key(name: str) -> str:
    """The identity of a name: w_0, w₀ and w0 are one symbol.

    >>> key("w_0"), key("w₀"), key("w_{10}"), key("θ"), key("x_i")
    ('w0', 'w0', 'w10', 'theta', 'x_i')
    """
    plain = fold(name.strip()).replace("\\", "")
    plain = LOWERED_RUN.sub(lambda run: "_" + "".join(LOWERED[c] for c in run[0]), plain)
    plain = re.sub(r"_\{(\w+)\}", r"_\1", plain)
    return INDEX.sub("", spell_out(plain))


class Names:
    """The symbols of one reading: declared before it, or met in it."""

    def __init__(self, names: Iterable[str] = (), symbols: Iterable[sp.Symbol] = ()) -> None:
        self.known: dict[str, sp.Symbol] = {key(symbol.name): symbol for symbol in symbols}
        for name in names:
            self.known.setdefault(key(name), sp.Symbol(name))
        self.declared = frozenset(self.known)
        self._notation: dict[sp.Symbol, Notation] = {}

    def is_declared(self, spelling: str) -> bool:
        """Whether the user said that this is one name."""
        return key(spelling) in self.declared

    def symbol(self, spelling: str) -> sp.Symbol:
        """The symbol of a name; the first spelling met is the one it keeps."""
        identity = key(spelling)
        if identity not in self.known:
            self.known[identity] = sp.Symbol(spelling)
        return self.known[identity]

    def notation(self, symbol: sp.Symbol) -> Notation:
        """The name as a formula of its own."""
        if symbol not in self._notation:
            self._notation[symbol] = name_of(symbol)
        return self._notation[symbol]
