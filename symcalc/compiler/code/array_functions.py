"""Helpers and spellings on NumPy arrays, translated from their scalar Python source.

A helper that only chooses between expressions becomes nested `where`; one with a loop, or with a
function that NumPy lacks, is applied element by element.
"""

from __future__ import annotations

import ast
import inspect
import math
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from symcalc.compiler import helpers
from symcalc.compiler.code.expressions import ARITHMETIC, Dialect, Form, calls_in
from symcalc.compiler.code.straight import INDENT, python_number
from symcalc.compiler.ir import Op
from symcalc.compiler.spelling import FUNCTIONS, helper_source, helper_tree, spelled_tree

OPERATORS = {
    ast.IfExp: Form("np.where({0}, {1}, {2})"),
    ast.And: Form("np.logical_and({0}, {1})"),
    ast.Or: Form("np.logical_or({0}, {1})"),
    ast.Not: Form("np.logical_not({0})"),
    **ARITHMETIC,
    ast.Mod: Form("{0} % {1}", 7),
    ast.Pow: Form("{0} ** {1}", 10),
}

ELEMENTWISE = '''\
def elementwise(function):
    """A function of floats over arrays; nan where it is not defined, inf where it overflows."""

    def total(*args):
        try:
            return function(*args)
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError):
            return math.nan

    def over_arrays(*args):
        return np.asarray(np.frompyfunc(total, len(args), 1)(*args), dtype=float)

    return over_arrays'''


def number(value: float) -> str:
    """A constant that may stand anywhere in an expression."""
    return python_number(value, "np.inf", "np.nan")


def called(name: str) -> str:
    """What is called on arrays for a function of `math` or a helper."""
    plain = name.removeprefix("math.")
    known = FUNCTIONS.get(plain) if name == plain or plain == "pow" else getattr(np, plain, None)
    return f"np.{known.__name__}" if isinstance(known, np.ufunc) else f"array_{plain}"


DIALECT = Dialect(OPERATORS, called, number)


def definitions(ops: Sequence[Op], words: Dialect = DIALECT, decorator: str = "") -> list[str]:
    """The functions on arrays that the operations need, each after those that it calls itself.

    Where one of them goes element by element, the text must define `elementwise` before.

    Parameters
    ----------
    ops : sequence of Op
        What is written with them.
    words : Dialect
        This module's, or one that writes something otherwise.
    decorator : str
        A line before every function but those that are made elementwise.
    """
    trees = [spelled_tree(op.spelling, op.arity) for op in ops]
    calls = dict.fromkeys(name for tree in trees for name in calls_in(tree))
    needed = _all_needed([name for name in calls if called(name).startswith("array_")])
    scalar = _all_scalar([name for name in needed if not _chooses(name)])
    parts = [decorator + helper_source(name) for name in scalar]
    return parts + [
        decorator + _choosing(name, words) if _chooses(name) else _elementwise(name)
        for name in needed
    ]


def _all_needed(names: Sequence[str]) -> list[str]:
    """Functions on arrays, each after those that it calls itself."""
    found = dict[str, None]()
    for name in names:
        inner = calls_in(helper_tree(name)) if _chooses(name) else []
        found |= dict.fromkeys(_all_needed([n for n in inner if called(n).startswith("array_")]))
        found[name] = None
    return list(found)


def _all_scalar(names: Sequence[str]) -> list[str]:
    """Helpers as they are, each after those that it calls itself."""
    found = dict[str, None]()
    for name in names:
        found |= dict.fromkeys(_all_scalar(helpers.NEEDS.get(name, ())))
        found |= dict.fromkeys([name] if hasattr(helpers, name) else [])
    return list(found)


def _elementwise(name: str) -> str:
    """A function of floats under its name on arrays."""
    parameters = ", ".join(inspect.signature(_function(name)).parameters)
    plain = name.removeprefix("math.")
    head = f"@elementwise\ndef array_{plain}({parameters}):"
    return f"{head}\n{INDENT}return {name}({parameters})"


def _function(name: str) -> Callable[..., float]:
    owner = math if name.startswith("math.") else helpers
    function: Callable[..., float] = getattr(owner, name.removeprefix("math."))
    return function


def _choosing(name: str, words: Dialect) -> str:
    """A helper as nested choices between arrays."""
    tree = helper_tree(name)
    parameters = ", ".join(argument.arg for argument in tree.args.args)
    lines = [f"def array_{name}({parameters}):", f'"""{ast.get_docstring(tree)}"""']
    lines += [
        f"{ast.unparse(statement.targets[0])} = {words.expression(statement.value).text}"
        for statement in tree.body
        if isinstance(statement, ast.Assign)
    ]
    lines.append(f"return {words.expression(_choice(tree.body)).text}")
    return f"\n{INDENT}".join(lines)


def _choice(body: Sequence[ast.stmt]) -> ast.expr:
    """The one expression that is returned, all tests in it."""
    last = body[-1]
    assert isinstance(last, ast.Return)
    assert last.value is not None
    whole = last.value
    for statement in reversed(body):
        if isinstance(statement, ast.If):
            returned = statement.body[0]
            assert isinstance(returned, ast.Return)
            assert returned.value is not None
            whole = ast.IfExp(statement.test, returned.value, whole)
    return whole


@cache
def _chooses(name: str) -> bool:
    """Whether a helper is assignments and `if …: return …` of what exists on arrays."""
    if not hasattr(helpers, name):
        return False
    tree = helper_tree(name)
    assigned = [argument.arg for argument in tree.args.args]
    for statement in tree.body[1:]:
        match statement:
            case ast.Assign(targets=[ast.Name(id=variable)]) if variable not in assigned:
                assigned.append(variable)
            case ast.Return() | ast.If(body=[ast.Return()], orelse=[]):
                pass
            case _:
                return False
    return all(_exists(inner) for inner in calls_in(tree))


def _exists(name: str) -> bool:
    """Whether a function exists on arrays without going element by element."""
    return called(name).startswith("np.") or _chooses(name)
