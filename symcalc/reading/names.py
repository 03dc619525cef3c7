"""Names: which spellings are one symbol, and which symbols there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import sympy as sp

from symcalc.notation import Notation
from symcalc.notation import name as name_of
from symcalc.reading.characters import LOWERED, fold, spell_out

INDEX = re.compile(r"(?<=[^\W\d_])_(?=\d)")
PREDICTED = re.compile(r"_pred(?=_|$)")
LOWERED_RUN = re.compile(f"[{''.join(LOWERED)}]+")


def key(name: str) -> str:
    """The identity of a name: w_0, w₀ and w0 are one symbol, and so are ŷ and y_pred.

    >>> key("w_0"), key("w₀"), key("w_{10}"), key("θ"), key("x_i")
    ('w0', 'w0', 'w10', 'theta', 'x_i')
    >>> key("ŷ"), key("y_pred")
    ('y_hat', 'y_hat')
    """
    return PREDICTED.sub("_hat", INDEX.sub("", spelled(name)))


def spelled(name: str) -> str:
    """A name in the letters that reading it gives: w_0 for w₀, theta for θ.

    >>> spelled("w₀"), spelled("w0"), spelled("θ"), spelled("w_{10}")
    ('w_0', 'w0', 'theta', 'w_10')
    """
    plain = fold(name.strip()).replace("\\", "")
    plain = LOWERED_RUN.sub(lambda run: "_" + "".join(LOWERED[c] for c in run[0]), plain)
    return spell_out(re.sub(r"_\{(\w+)\}", r"_\1", plain))


class Names:
    """The symbols of one reading: declared before it, or met in it."""

    def __init__(
        self,
        names: Iterable[str | sp.Symbol] = (),
        symbols: Iterable[sp.Symbol] = (),
        *,
        complex: bool = False,  # noqa: A002 - as users call it
    ) -> None:
        symbols = tuple(symbols)
        self.known: dict[str, sp.Symbol] = {key(symbol.name): symbol for symbol in symbols}
        for name in names:
            symbol = name if isinstance(name, sp.Symbol) else sp.Symbol(spelled(name) or name)
            self.known.setdefault(key(symbol.name), symbol)
        self.declared = frozenset(self.known)
        self.given = frozenset(key(symbol.name) for symbol in symbols)
        self.commutative = True
        self.complex = complex
        self._notation: dict[sp.Symbol, Notation] = {}

    def of_matrices(self) -> Names:
        """The same names, for symbols whose order in a product matters."""
        again = Names((), (self.known[name] for name in self.known if name in self.given))
        again.declared, again.commutative = self.declared, False
        again.complex = self.complex
        return again

    def doubts(self, expr: sp.Basic) -> Iterator[str]:
        """What may surprise about the names that a formula depends on."""
        free = {key(symbol.name): symbol for symbol in expr.free_symbols}
        if "i" in free and not self.is_declared("i"):
            yield "i is read as a name, not as the square root of -1"
        if self.given:
            strange = sorted(free.keys() - self.declared)
            yield from (f"{free[name].name} does not occur in the question" for name in strange)

    def is_declared(self, spelling: str) -> bool:
        """Whether the user said that this is one name."""
        return key(spelling) in self.declared

    def symbol(self, spelling: str) -> sp.Symbol:
        """The symbol of a name; the first spelling met is the one it keeps."""
        identity = key(spelling)
        if identity not in self.known:
            ordered = {} if self.commutative else {"commutative": False}
            self.known[identity] = sp.Symbol(spelling, **ordered)
        return self.known[identity]

    def notation(self, symbol: sp.Symbol) -> Notation:
        """The name as a formula of its own; i is the square root of -1 where that is said."""
        if self.complex and symbol.name == "i" and not self.is_declared("i"):
            return Notation("constant", text="i", expr=sp.I)
        if symbol not in self._notation:
            self._notation[symbol] = name_of(symbol)
        return self._notation[symbol]
