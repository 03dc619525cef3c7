"""Constant folding and the identities of arithmetic and logic."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from symcalc.compiler.ir import CONSTANT, Builder, Node, Op, Program
from symcalc.compiler.spelling import function

COMMUTATIVE = frozenset({"sum", "product", "and2", "or2"})
ARITHMETIC = frozenset({"sum", "difference", "product", "quotient"})
SPECIAL = frozenset({CONSTANT, "negation"})


def fold(program: Program) -> Program:
    """Compute what is constant, drop what is neutral: x + 0, 1*x, --x, x - (-y), select(c, a, a).

    No finite value changes, and nothing is reassociated. Only 0*x becomes 0 where x is infinite or
    nan, and x**(1/2) becomes sqrt(x), which is nan at minus infinity.
    """
    return copied(program, Folding(program.table))


def copied(program: Program, builder: Builder) -> Program:
    """`program` as `builder` makes it, node by node."""
    here: list[int] = []
    for op, args, value in program.nodes:
        here.append(builder.node(Node(op, tuple([here[a] for a in args]), value)))
    return renumbered(program, builder, here)


def renumbered(
    program: Program, builder: Builder, here: Mapping[int, int] | Sequence[int]
) -> Program:
    """The Program that `builder` holds, where node i of `program` became node `here[i]`."""
    return Program(
        nodes=builder.nodes,
        inputs=tuple(here[i] for i in program.inputs),
        outputs=tuple(here[i] for i in program.outputs),
        ops=program.ops,
    )


def ordered(op: str, args: Sequence[int]) -> tuple[int, ...]:
    """The arguments in the order of their numbers where the operation does not care."""
    return tuple(sorted(args) if op in COMMUTATIVE else args)


class Folding(Builder):
    """A builder that simplifies each node before it is made.

    A rule looks at a node and at its arguments, which are simplified already; so one loop is
    enough, and a second one finds nothing to do.
    """

    def __init__(self, table: Mapping[str, Op], nodes: Collection[Node] = ()) -> None:
        super().__init__(nodes)
        self.table = table
        self._rules = {name: RULES.get(op.row or name) for name, op in table.items()}
        self._values: dict[int, float] = {}
        self._special: set[int] = set()  # constants and negations, for which arithmetic has rules
        for number, node in enumerate(nodes):
            self._note(number, node)

    def node(self, node: Node) -> int:
        """The number of the simplified `node`."""
        op, args, _ = node
        if not args:
            return self._made(node)
        if op not in ARITHMETIC or not self._special.isdisjoint(args):
            if all(map(self._values.__contains__, args)):
                return self.constant(self._evaluate(node))
            rule = self._rules[op]
            simpler = rule(self, *args) if rule else None
            if simpler is not None:
                return simpler
        if op in COMMUTATIVE:
            node = Node(op, ordered(op, args))
        return self._made(node)

    def value(self, index: int) -> float | None:
        """The number that node `index` is, or None if it is not a constant."""
        return self._values.get(index)

    def negated(self, index: int) -> int | None:
        """The u of a node -u."""
        return self._argument("negation", index)

    def denied(self, index: int) -> int | None:
        """The c of a node not c."""
        return self._argument("not", index)

    def _argument(self, op: str, index: int) -> int | None:
        node = self[index]
        return node.args[0] if node.op == op else None

    def _made(self, node: Node) -> int:
        """The number of `node` as it is."""
        number = super().node(node)
        if node.op in SPECIAL:
            self._note(number, node)
        return number

    def _note(self, number: int, node: Node) -> None:
        if node.op == CONSTANT:
            self._values[number] = float(node.value or 0.0)
        if node.op in SPECIAL:
            self._special.add(number)

    def _evaluate(self, node: Node) -> float:
        values = [self.value(a) for a in node.args]
        with np.errstate(all="ignore"):
            result = float(function(self.table[node.op])(*values))
        return math.nan if math.isnan(result) else result  # one nan, so that equal nodes are equal


Rule = Callable[..., int | None]


def _sum(b: Folding, u: int, v: int) -> int | None:
    for p, q in ((u, v), (v, u)):
        if b.value(p) == 0.0:
            return q
        minus = b.negated(p)
        if minus is not None:
            return b.add("difference", q, minus)
    return None


def _difference(b: Folding, u: int, v: int) -> int | None:
    if b.value(v) == 0.0:
        return u
    if b.value(u) == 0.0:
        return b.add("negation", v)
    minus = b.negated(v)
    return None if minus is None else b.add("sum", u, minus)


def _negation(b: Folding, u: int) -> int | None:
    if b[u].op == "difference":
        return b.add("difference", *reversed(b[u].args))
    return b.negated(u)


def _product(b: Folding, u: int, v: int) -> int | None:
    for p, q in ((u, v), (v, u)):
        factor, minus = b.value(p), b.negated(p)
        if factor == 0.0:
            return b.constant(0.0)
        if factor == 1.0:
            return q
        if factor == -1.0:
            return b.add("negation", q)
        if minus is not None:
            return b.add("negation", b.add("product", minus, q))
    return None


def _quotient(b: Folding, u: int, v: int) -> int | None:
    above, below = b.negated(u), b.negated(v)
    if b.value(v) == 1.0:
        return u
    if b.value(v) == -1.0:
        return b.add("negation", u)
    if above is not None:
        return b.add("negation", b.add("quotient", above, v))
    if below is not None:
        return b.add("negation", b.add("quotient", u, below))
    return None


def _power(b: Folding, u: int, n: int) -> int | None:
    exponent = b.value(n)
    if exponent == 0.0:
        return b.constant(1.0)
    if exponent == 1.0:
        return u
    if exponent == 2.0:
        return b.add("product", u, u)
    if exponent == -1.0:
        return b.add("quotient", b.constant(1.0), u)
    if exponent == 0.5 and "sqrt" in b.table:
        return b.add("sqrt", u)
    return None


def _general_power(b: Folding, u: int, n: int) -> int | None:
    """A power whose exponent turned out to be a number, as n - 1 does in the power rule."""
    known = b.value(n) is not None and "power" in b.table
    return b.add("power", u, n) if known else None


def _select(b: Folding, condition: int, u: int, v: int) -> int | None:
    known = b.value(condition)
    if known is not None:
        return u if known else v
    return u if u == v else None


def _piecewise(b: Folding, *args: int) -> int:
    """Nested selects, which drop the branches that are known to hold or not."""
    result = b.constant(math.nan)
    for u, condition in zip(reversed(args[::2]), reversed(args[1::2]), strict=True):
        result = b.add("select", condition, u, result)
    return result


def _not(b: Folding, condition: int) -> int | None:
    return b.denied(condition)


def _and(b: Folding, *conditions: int) -> int | None:
    return _connect(b, conditions, neutral=1.0)


def _or(b: Folding, *conditions: int) -> int | None:
    return _connect(b, conditions, neutral=0.0)


def _connect(b: Folding, conditions: tuple[int, ...], neutral: float) -> int | None:
    """One of `conditions` decides alone, or all but one of them are neutral."""
    for c in conditions:
        if b.value(c) == 1.0 - neutral:
            return c
    open_questions = {c for c in conditions if b.value(c) is None}
    return open_questions.pop() if len(open_questions) == 1 else None


# By name without the number of arguments; a rule is None where it does not apply.
RULES: dict[str, Rule] = {
    "sum": _sum,
    "difference": _difference,
    "negation": _negation,
    "product": _product,
    "quotient": _quotient,
    "power": _power,
    "general-power": _general_power,
    "select": _select,
    "piecewise": _piecewise,
    "not": _not,
    "and": _and,
    "or": _or,
}
