"""Forms that keep their digits, in place of equal ones that lose them."""

from __future__ import annotations

from collections.abc import Callable

from symcalc.compiler.ir import Node, Program
from symcalc.compiler.passes.fold import Folding, copied


def stable(program: Program) -> Program:
    """Write ln(1 + u) as log1p(u), e^u - 1 as expm1(u), 1/(1 + e^-u) as sigmoid(u) and the like.

    The new form is right where the old one lost digits or overflowed, and as good elsewhere. Only
    operations that the Program carries are used.
    """
    if not any(node.op in TRIGGERS for node in program.nodes):
        return program
    return copied(program, _Stable(program.table))


class _Stable(Folding):
    """Folding, with the rules below."""

    def node(self, node: Node) -> int:
        """The number of the stable form of `node`."""
        rule = RULES.get(node.op)
        better = rule(self, *node.args) if rule else None
        return super().node(node) if better is None else better

    def of(self, op: str, index: int) -> int | None:
        """The u of a node op(u)."""
        return self._argument(op, index)

    def beside(self, number: float, index: int) -> int | None:
        """The u of a node number + u, or -w of a node number - w."""
        op, args, _ = self[index]
        if op == "sum":
            return next((v for u, v in (args, args[::-1]) if self.value(u) == number), None)
        if op == "difference" and self.value(args[0]) == number:
            return self.add("negation", args[1])
        return None

    def made(self, op: str, u: int | None) -> int | None:
        """op(u), where there is such a u and the operation is at hand."""
        return None if u is None or op not in self.table else self.add(op, u)

    def minus(self, u: int | None) -> int | None:
        """-u, where there is such a u."""
        return None if u is None else self.add("negation", u)

    def exponent(self, index: int | None) -> int | None:
        """The u of a node e^u, unless it is -|w|, which is stable already."""
        u = None if index is None else self.of("exp", index)
        minus = None if u is None else self.negated(u)
        return None if minus is not None and self.of("abs", minus) is not None else u


def _log(b: _Stable, u: int) -> int | None:
    part, rest = b.of("sigmoid", u), b.beside(1.0, u)
    if part is not None:
        return b.minus(b.made("softplus", b.add("negation", part)))
    return None if rest is None else _log1p(b, rest) or b.made("log1p", rest)


def _log1p(b: _Stable, u: int) -> int | None:
    share = b.negated(u)
    part = None if share is None else b.of("sigmoid", share)
    if part is not None:
        return b.minus(b.made("softplus", part))
    return b.made("softplus", b.exponent(u))


def _sum(b: _Stable, u: int, v: int) -> int | None:
    for number, other in ((b.value(u), v), (b.value(v), u)):
        if number == -1.0:
            return b.made("expm1", b.of("exp", other))
        if number == 1.0:
            return _one_and(b, other)
    return None


def _one_and(b: _Stable, u: int) -> int | None:
    """1 + tanh w, which has no digit left at w = -19, is 2 sigmoid(2w); 1 + erf w is erfc(-w)."""
    w, v = b.of("tanh", u), b.of("erf", u)
    if w is not None and "sigmoid" in b.table:
        two = b.constant(2.0)
        return b.add("product", two, b.add("sigmoid", b.add("product", two, w)))
    return None if v is None else b.made("erfc", b.add("negation", v))


def _difference(b: _Stable, u: int, v: int) -> int | None:
    if b.value(v) == 1.0:
        return b.made("expm1", b.of("exp", u))
    tail = b.of("erfc", v)
    if b.value(u) == 2.0 and tail is not None:
        return b.add("erfc", b.add("negation", tail))
    if b.value(u) != 1.0:
        return None
    less = b.made("expm1", b.of("exp", v))
    if less is not None:
        return b.add("negation", less)
    part = b.of("sigmoid", v)
    return None if part is None else b.made("sigmoid", b.add("negation", part))


def _quotient(b: _Stable, u: int, v: int) -> int | None:
    """1/(1 + e^w) and e^w/(1 + e^w)."""
    grows = b.beside(1.0, v)
    w = b.exponent(grows)
    if w is None or (u != grows and b.value(u) != 1.0):
        return None
    return b.made("sigmoid", w if u == grows else b.add("negation", w))


def _product(b: _Stable, u: int, v: int) -> int | None:
    """e^w·sigmoid(-w), which is 0·∞ for large w."""
    for exponential, part in ((u, v), (v, u)):
        w, falling = b.of("exp", exponential), b.of("sigmoid", part)
        if w is not None and falling is not None and falling == b.add("negation", w):
            return b.made("sigmoid", w)
    return None


RULES: dict[str, Callable[..., int | None]] = {
    "log": _log,
    "log1p": _log1p,
    "sum": _sum,
    "difference": _difference,
    "product": _product,
    "quotient": _quotient,
}
TRIGGERS = frozenset({"exp", "log", "log1p", "sigmoid", "tanh", "erf", "erfc"})
