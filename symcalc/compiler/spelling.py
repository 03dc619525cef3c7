"""What an operation's spelling means, without executing it: scalar Python read as a tree.

"math.sin({0})" is NumPy's sine on arrays of any shape; a helper that NumPy lacks is applied element
by element. Nothing here raises or warns about log(0) or 1/0.
"""

from __future__ import annotations

import ast
import inspect
import math
from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from typing import Any

import numpy as np

from symcalc.compiler import helpers
from symcalc.compiler.ir import LEAVES, Op, Program

Function = Callable[..., Any]

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
    *("exp", "log", "sqrt", "expm1", "log1p", "power", "pow"),
}


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


@lru_cache(maxsize=4096)
def spelled_tree(spelling: str, arity: int) -> ast.expr:
    """A spelling as a syntax tree, with the names _0, _1 … for the arguments."""
    return ast.parse(spelling.format(*(f"_{k}" for k in range(arity))), mode="eval").body


@lru_cache(maxsize=256)
def helper_source(name: str) -> str:
    """The source of a helper."""
    return inspect.getsource(getattr(helpers, name)).rstrip()


@lru_cache(maxsize=256)
def helper_tree(name: str) -> ast.FunctionDef:
    """A helper as a syntax tree, which nobody may change."""
    tree = ast.parse(helper_source(name)).body[0]
    assert isinstance(tree, ast.FunctionDef)
    return tree


@lru_cache(maxsize=4096)
def helpers_in(op: Op) -> tuple[str, ...]:
    """The functions of `compiler.helpers` that an operation's spelling calls."""
    tree = spelled_tree(op.spelling, op.arity)
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    own = [call.id for call in calls if isinstance(call, ast.Name)]
    return tuple(dict.fromkeys(name for name in own if hasattr(helpers, name)))


@lru_cache(maxsize=4096)
def _meaning(spelling: str, arity: int) -> tuple[Function, bool]:
    """A spelling as a function on arrays, and whether that is analytic."""
    names, tree = [f"_{k}" for k in range(arity)], spelled_tree(spelling, arity)
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
