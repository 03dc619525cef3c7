"""The reference: a Program interpreted over NumPy arrays, operation by operation.

Slow, but there is nothing to compile and little to get wrong; the other backends must agree with
it. Arithmetic is IEEE's: log(0) is -inf and 0/0 is nan, and nothing warns or raises.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symcalc.compiler import helpers
from symcalc.compiler.ir import CONSTANT, LEAVES, Op, Program

Function = Callable[..., Any]
Values = NDArray[Any]

BLOCK = 8192  # points at a time, so that the intermediate values stay in the cache

# What a spelling may say, and what it means on arrays.
OPERATORS: dict[type[ast.AST], Function] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Mod: np.mod,
    ast.Pow: np.power,
    ast.USub: np.negative,
    ast.Not: np.logical_not,
    ast.And: np.logical_and,
    ast.Or: np.logical_or,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
}
FUNCTIONS: dict[str, Function] = {
    "abs": np.abs,
    "fabs": np.abs,
    "float": lambda u: np.asarray(u, dtype=float),
    "sign": np.sign,
    "floor": np.floor,
    "ceil": np.ceil,
    "heaviside": lambda u: np.heaviside(u, 0.5),
    "maximum": np.maximum,
    "minimum": np.minimum,
    "relu": lambda u: np.maximum(u, 0.0),
    "power": np.power,
    "pow": np.power,
    "cbrt": np.cbrt,
}
# Functions of a complex variable in NumPy, analytic inside their real domain.
ANALYTIC = {
    *("sin", "cos", "tan", "asin", "acos", "atan"),
    *("sinh", "cosh", "tanh", "asinh", "acosh", "atanh"),
    *("exp", "log", "log10", "log2", "sqrt", "expm1", "log1p", "power", "pow"),
}


def evaluate(program: Program, inputs: Sequence[Any]) -> list[Values]:
    """The outputs at `inputs`, which are numbers or arrays that broadcast to one shape `batch`.

    Parameters
    ----------
    program : Program
        With n inputs and m outputs.
    inputs : sequence of float or ndarray
        n of them, real, or complex where `analytic(program)`.

    Returns
    -------
    list of ndarray
        m arrays of shape `batch`, a constant output included.

    Examples
    --------
    >>> from symcalc.compiler.ir import Builder
    >>> builder = Builder()
    >>> x = builder.input("x")
    >>> root = builder.add("sqrt", x)
    >>> program = Program(builder.nodes, (x,), (root,), (Op("sqrt", 1, "math.sqrt({0})"),))
    >>> evaluate(program, [np.array([4.0, -1.0])])
    [array([ 2., nan])]
    """
    values: dict[int, Any] = {}
    for i, value in zip(program.inputs, inputs, strict=True):
        array = np.asarray(value)
        values[i] = array if array.dtype.kind in "fc" else array.astype(float)
    shape = np.broadcast_shapes(*(values[i].shape for i in program.inputs))
    with np.errstate(all="ignore"):
        for i, node in enumerate(program.nodes):
            if node.op == CONSTANT:
                values[i] = np.float64(node.value)
            elif node.op not in LEAVES:
                values[i] = function(program.table[node.op])(*[values[a] for a in node.args])
    return [_filled(values[i], shape) for i in program.outputs]


def function(op: Op) -> Function:
    """What `op` means on arrays of any shape; it never raises."""
    return _meaning(op.spelling, op.arity)[0]


def analytic(program: Program) -> bool:
    """Whether every operation is an analytic function of complex arguments in `evaluate`.

    Then (f(x + ih) - f(x - ih))/2ih is the derivative wherever f is real near x.
    """
    return all(
        node.op in LEAVES or _meaning(op.spelling, op.arity)[1]
        for node in program.nodes
        for op in [program.table.get(node.op, Op("", 0, "0"))]
    )


def build(program: Program, dtype: str) -> Interpreter:  # noqa: ARG001  the arrays have their dtype
    """Make `program` ready to run."""
    return Interpreter(program)


class Interpreter:
    """The `Executable` of this backend."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def point(self, inputs: Values, out: Values) -> None:
        """Compute one point."""
        out[:] = evaluate(self._program, list(inputs))

    def batch(self, columns: Sequence[Values], out: Values) -> None:
        """Compute out.shape[1] points."""
        for start in range(0, out.shape[1], BLOCK):
            block = slice(start, start + BLOCK)
            values = evaluate(self._program, [column[block] for column in columns])
            for row, result in zip(out, values, strict=True):
                row[block] = result


def _filled(value: Any, shape: tuple[int, ...]) -> Values:
    array = np.asarray(value)
    array = array.astype(float) if array.dtype.kind == "b" else array
    return array if array.shape == shape else np.broadcast_to(array, shape).copy()


@lru_cache(maxsize=4096)
def _meaning(spelling: str, arity: int) -> tuple[Function, bool]:
    """A spelling as a function on arrays, and whether that is analytic."""
    names = [f"_{k}" for k in range(arity)]
    tree = ast.parse(spelling.format(*names), mode="eval").body
    calls = [_name(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    logic = (ast.Compare, ast.BoolOp, ast.Not, ast.IfExp, ast.Mod)
    smooth = not any(isinstance(node, logic) for node in ast.walk(tree))
    is_analytic = smooth and ANALYTIC.issuperset(calls)
    if isinstance(tree, ast.Call) and [_name(a) for a in tree.args] == names:
        return _named(calls[0]), is_analytic  # the usual case, without a closure
    meaning = _closure(tree)
    return lambda *args: meaning(args), is_analytic


def _name(node: ast.AST) -> str:
    """The x of `x` and of `math.x`."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _named(name: str) -> Function:
    """The function that is called `name` in `math` or in the helpers, on arrays."""
    if name in FUNCTIONS:
        return FUNCTIONS[name]
    if not hasattr(helpers, name) and hasattr(np, name):
        return getattr(np, name)  # type: ignore[no-any-return]
    return _elementwise(getattr(helpers, name, None) or getattr(math, name))


def _elementwise(scalar: Function) -> Function:
    def total(*args: float) -> float:
        try:
            return scalar(*args)  # type: ignore[no-any-return]
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError):
            return math.nan

    def over_arrays(*args: Any) -> Any:
        arrays = [np.asarray(a, dtype=float) for a in args]
        return np.asarray(np.frompyfunc(total, len(args), 1)(*arrays), dtype=float)

    return over_arrays


def _closure(tree: ast.AST) -> Callable[[Sequence[Any]], Any]:
    """A spelling's syntax tree as a function of the sequence of its arguments."""
    match tree:
        case ast.Constant(value=value):
            return lambda _: value
        case ast.Name(id=name):
            position = int(name[1:])
            return lambda args: args[position]
        case ast.Attribute(attr=name):
            constant = getattr(math, name)
            return lambda _: constant
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _applied(np.where, [test, body, orelse])
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            return _applied(OPERATORS[type(operator)], [left, right])
        case ast.BoolOp(op=operator, values=operands):
            connect = OPERATORS[type(operator)]
            return _applied(lambda *args: reduce(connect, args), operands)
        case ast.BinOp(left=left, op=operator, right=right):
            return _applied(OPERATORS[type(operator)], [left, right])
        case ast.UnaryOp(op=operator, operand=operand):
            return _applied(OPERATORS[type(operator)], [operand])
        case ast.Call(func=func, args=operands):
            return _applied(_named(_name(func)), operands)
    raise ValueError(f"no spelling of an operation may hold a {type(tree).__name__}")


def _applied(apply: Function, operands: Sequence[ast.AST]) -> Callable[[Sequence[Any]], Any]:
    parts = [_closure(operand) for operand in operands]
    return lambda args: apply(*[part(args) for part in parts])
