"""From SymPy to a Program: one iterative, memoised walk into a hash-consing builder.

SymPy's own `free_symbols`, `has`, `xreplace` and `cse` are exponential on graphs that share parts,
so nothing here calls them: each distinct expression is visited once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import sympy as sp

from symcalc.compiler.ir import Builder, Op, Partial, Program
from symcalc.errors import UnsupportedError, shorten
from symcalc.primitives import TABLE, Primitive, view

# What passes may add to any Program: the adjoints' arithmetic and the choice between two values.
BASE_OPS = (
    ("sum", 2),
    ("difference", 2),
    ("negation", 1),
    ("product", 2),
    ("quotient", 2),
    ("select", 3),
    ("not", 1),
    ("and", 2),
    ("or", 2),
)

# What passes may write a formula with, by what it holds: stable forms, and functions that share one
# exponential.
REWRITES = (
    ({"power"}, {"sqrt"}),
    ({"log"}, {"log1p"}),
    ({"exp"}, {"expm1", "sigmoid"}),
    ({"exp", "log1p"}, {"softplus"}),
    ({"sigmoid"}, {"abs", "exp", "log1p", "relu", "greater-equal"}),
    ({"tanh"}, {"abs", "expm1", "greater", "less", "sigmoid"}),
    ({"erf"}, {"erfc"}),
)

CONSTANTS: dict[sp.Basic, float] = {
    sp.true: 1.0,
    sp.false: 0.0,
    sp.nan: float("nan"),
    sp.zoo: float("nan"),
}


def lower(outputs: Sequence[sp.Basic], inputs: Sequence[sp.Symbol]) -> Program:
    """Compile SymPy expressions to a straight line.

    Parameters
    ----------
    outputs : sequence of sympy.Basic
        Scalar expressions.
    inputs : sequence of sympy.Symbol
        Every free symbol of the outputs, in the order of the arguments.

    Raises
    ------
    UnsupportedError
        If an expression has no row in the table, or a symbol is not among the inputs.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> print(lower([sp.sin(x) * sp.exp(sp.sin(x))], [x]))
    x
    v1 = math.sin(x)
    v2 = math.exp(v1)
    v3 = v2 * v1
    return v3
    """
    builder = Builder()
    numbers = {symbol: builder.input(symbol.name) for symbol in inputs}
    used: set[tuple[str, int]] = set(BASE_OPS)
    for output in outputs:
        _visit(output, numbers, builder, used)
    return Program(
        nodes=builder.nodes,
        inputs=tuple(numbers[s] for s in inputs),
        outputs=tuple(numbers[output] for output in outputs),
        ops=_closure(used),
    )


def free_symbols(exprs: Sequence[sp.Basic]) -> set[sp.Symbol]:
    """The free symbols, each shared part visited once."""
    seen: set[sp.Basic] = set()
    stack = list(exprs)
    while stack:
        expr = stack.pop()
        if expr not in seen:
            seen.add(expr)
            stack += expr.args
    return {expr for expr in seen if expr.is_Symbol}


def _visit(
    root: sp.Basic, numbers: dict[sp.Basic, int], builder: Builder, used: set[tuple[str, int]]
) -> None:
    """Give `root` and everything below it a number, children first, without recursion."""
    stack = [root]
    opened: dict[sp.Basic, tuple[Primitive, tuple[sp.Basic, ...]]] = {}
    while stack:
        expr = stack[-1]
        if expr in numbers:
            stack.pop()
        elif not expr.args:
            numbers[expr] = builder.constant(_constant(expr))
        elif expr not in opened:
            opened[expr] = view(expr)
            stack += reversed(opened[expr][1])
        else:
            row, args = opened.pop(expr)
            numbers[expr] = _add(row, [numbers[a] for a in args], builder, used)


def _constant(expr: sp.Basic) -> float:
    if expr.is_Symbol:
        raise UnsupportedError(
            f"{expr} is not among the inputs", hint="name every variable of the formula in `inputs`"
        )
    known = CONSTANTS.get(expr)
    if known is not None:
        return known
    if not (expr.is_Number or expr.is_NumberSymbol):
        raise UnsupportedError(
            f"{shorten(str(expr))} is not a real number", hint="symcalc computes over the reals"
        )
    return float(expr)


def _add(row: Primitive, args: list[int], builder: Builder, used: set[tuple[str, int]]) -> int:
    """One node; a sum or product of many becomes a balanced tree, which keeps chains short."""
    if not row.associative:
        used.add((row.name, len(args)))
        return builder.add(op_name(row, len(args)), *args)
    used.add((row.name, 2))
    while len(args) > 1:
        pairs = zip(args[::2], args[1::2], strict=False)
        odd = args[len(args) - len(args) % 2 :]
        args = [builder.add(row.name, a, b) for a, b in pairs] + odd
    return args[0]


def op_name(row: Primitive, arity: int) -> str:
    """An operation's name: the row's, with the number of arguments where that varies."""
    return row.name if row.arity or row.associative else f"{row.name}{arity}"


@cache
def operation(row: Primitive, arity: int) -> Op:
    """A row as plain data, its partials lowered once."""
    args = [sp.Dummy(f"u{i}") for i in range(arity)]
    return Op(
        name=op_name(row, arity),
        arity=arity,
        spelling=row.spelled(arity),
        row=row.name,
        partials=tuple(_partial(p, args) for p in (row.stable or row.partials)(*args)),
    )


def _partial(expr: sp.Basic, args: list[sp.Dummy]) -> Partial | None:
    """A local derivative; Piecewise((p, condition), (0, True)) becomes p under a mask."""
    if expr == 0:
        return None
    if isinstance(expr, sp.Piecewise) and expr.args[-1] == (0, True):
        value = expr.args[0][0] if len(expr.args) == 2 else sp.Piecewise(*expr.args[:-1])
        holds = sp.Or(*(condition for _, condition in expr.args[:-1]))
        return Partial(_plain([value], args), _plain([holds], args))
    return Partial(_plain([expr], args))


@cache
def _symbols_of(row: Primitive, arity: int) -> frozenset[tuple[str, int]]:
    """The rows that a row's partials are made of."""
    args = [sp.Dummy() for _ in range(arity)]
    used: set[tuple[str, int]] = set()
    for partial in (row.stable or row.partials)(*args):
        builder = Builder()
        numbers: dict[sp.Basic, int] = {a: builder.input(a.name) for a in args}
        _visit(partial, numbers, builder, used)
    return frozenset(used)


def _plain(exprs: list[sp.Basic], args: list[sp.Dummy]) -> Program:
    """A Program without operations of its own: it is only ever inlined into one that has them."""
    builder = Builder()
    numbers: dict[sp.Basic, int] = {a: builder.input(a.name) for a in args}
    for expr in exprs:
        _visit(expr, numbers, builder, set())
    return Program(
        builder.nodes,
        tuple(numbers[a] for a in args),
        tuple(numbers[e] for e in exprs),
    )


def _closure(used: set[tuple[str, int]]) -> tuple[Op, ...]:
    """The operations, and all that derivatives of any order of them and passes can need."""
    known: set[tuple[str, int]] = set()
    open_ = set(used)
    while open_:
        key = open_.pop()
        known.add(key)
        open_ |= _symbols_of(TABLE[key[0]], key[1]) - known
        if not open_:
            open_ = _rewrites({name for name, _ in known}) - known
    return tuple(operation(TABLE[name], arity) for name, arity in sorted(known))


def _rewrites(names: set[str]) -> set[tuple[str, int]]:
    """What `REWRITES` adds to operations with these names; none of it takes any number."""
    added = {name for needed, more in REWRITES if needed <= names for name in more}
    return {(name, TABLE[name].arity or 0) for name in added}
