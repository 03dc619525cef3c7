"""Helpers and spellings in C99, translated from their Python source.

All numbers are of one real type: a count such as the n of polygamma is a whole number in it.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

import numpy as np

from symcalc.compiler.code.expressions import ARITHMETIC, Dialect, Form, calls_in
from symcalc.compiler.code.straight import INDENT
from symcalc.compiler.spelling import helper_tree

PREFIX = "sc_"  # C has a gamma, a cbrt and a floor of its own

# Python's remainder, which has the sign of the divisor.
MODULO = PREFIX + "modulo"
MODULO_TEXT = f"""\
static {{qualifier}}{{real}} {MODULO}({{real}} x, {{real}} y)
{{{{
    const {{real}} r = fmod{{suffix}}(x, y);
    return r != 0 && (r < 0) != (y < 0) ? r + y : r;
}}}}"""

OPERATORS = MappingProxyType(
    {
        ast.IfExp: Form("{0} ? {1} : {2}", 1),
        ast.And: Form("{0} && {1}", 2),
        ast.Or: Form("{0} || {1}", 2),  # as tight as &&, so that compilers see the parentheses
        **ARITHMETIC,
        ast.Not: Form("!{0}", 9),
        ast.Mod: Form(f"{MODULO}({{0}}, {{1}})"),
    }
)
# What is called otherwise in C; the rest of `math` has C's names.
FUNCTIONS = {"abs": "fabs", "int": "trunc", "math.gamma": "tgamma"}
TURN = "turn"  # counts the turns of a loop; no helper has a variable of this name
KEEPS = "float"  # a call that changes nothing here, as everything is real already


@dataclass(frozen=True)
class Real:
    """A real type of C.

    Attributes
    ----------
    name, suffix : str
        The type, and what its functions and constants end in.
    shortest : callable
        A number in as few digits as tell it apart in this type.
    """

    name: str
    suffix: str
    shortest: Callable[[float], str]

    def number(self, value: float) -> str:
        """A constant that may stand anywhere in an expression, and keeps its value to the bit."""
        digits = self.shortest(abs(value))
        size = {"inf": "INFINITY", "nan": "NAN"}.get(digits, digits + self.suffix)
        return f"(-{size})" if math.copysign(1.0, value) < 0.0 else size

    def call(self, name: str) -> str:
        """A function of `math`, a builtin or a helper."""
        if name == KEEPS:
            return ""
        if name in FUNCTIONS or name.startswith("math."):
            return FUNCTIONS.get(name, name.removeprefix("math.")) + self.suffix
        return PREFIX + name


def _single(value: float) -> str:
    with np.errstate(over="ignore"):
        return str(np.float32(value))


REALS = {"float64": Real("double", "", repr), "float32": Real("float", "f", _single)}


@cache
def dialect(dtype: str) -> Dialect:
    """C with real numbers of this type."""
    real = REALS[dtype]
    return Dialect(OPERATORS, real.call, real.number)


@lru_cache(maxsize=256)
def helper(name: str, dtype: str, qualifier: str = "") -> str:
    """A helper as a static function, `qualifier` before its type."""
    tree = helper_tree(name)
    real = REALS[dtype].name
    parameters = [argument.arg for argument in tree.args.args]
    head = ", ".join(f"{real} {parameter}" for parameter in parameters)
    body = _Body(dialect(dtype), real, set(parameters))
    lines = [
        f"/* {ast.get_docstring(tree)} */",
        f"static {qualifier}{real} {PREFIX}{name}({head})",
        *("{", *body.block(tree.body[1:]), "}"),
    ]
    return "\n".join(lines)


@dataclass(frozen=True)
class _Body:
    """The statements of a helper; `known` are the names that are declared where they stand."""

    dialect: Dialect
    real: str
    known: set[str]

    def block(self, statements: Sequence[ast.stmt]) -> Iterator[str]:
        """The lines of a block of their own, indented."""
        inner = _Body(self.dialect, self.real, set(self.known))
        for statement in statements:
            for line in inner.lines(statement):
                yield INDENT + line

    def lines(self, statement: ast.stmt) -> Iterator[str]:
        """One statement.

        Raises
        ------
        ValueError
            For a statement that no helper may hold.
        """
        match statement:
            case ast.Return(value=ast.expr() as value):
                yield f"return {self._text(value)};"
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                declared = "" if name in self.known else f"{self.real} "
                self.known.add(name)
                yield f"{declared}{name} = {self._text(value)};"
            case ast.AugAssign(target=ast.Name(id=name), op=op, value=value):
                changed = ast.BinOp(ast.Name(name), op, value)
                yield f"{name} = {self._text(changed)};"
            case ast.If(test=test, body=body, orelse=orelse):
                yield from self._headed(f"if ({self._text(test)})", body)
                if orelse:
                    yield from self._headed("else", orelse)
            case ast.While(test=test, body=body, orelse=[]):
                yield from self._headed(f"while ({self._text(test)})", body)
            case ast.For(target=ast.Name(id=name), iter=values, body=body, orelse=[]):
                yield from self._loop(name, values, body)
            case _:
                raise ValueError(f"nothing is written in C for {ast.unparse(statement)}")

    def _headed(self, head: str, body: Sequence[ast.stmt]) -> Iterator[str]:
        yield from (f"{head} {{", *self.block(body), "}")

    def _loop(self, name: str, values: ast.expr, body: Sequence[ast.stmt]) -> Iterator[str]:
        """Over range(count), or over the numbers of a tuple."""
        inside = _Body(self.dialect, self.real, {*self.known, name})
        if isinstance(values, ast.Tuple):
            numbers = ", ".join(self._text(value) for value in values.elts)
            yield f"const {self.real} {name}_all[] = {{{numbers}}};"
            yield f"for (int {TURN} = 0; {TURN} < {len(values.elts)}; {TURN}++) {{"
            yield f"{INDENT}const {self.real} {name} = {name}_all[{TURN}];"
        else:
            assert isinstance(values, ast.Call)
            assert calls_in(values) == ["range"]
            count = self._text(values.args[0])
            yield f"for (int {TURN} = 0; {TURN} < {count}; {TURN}++) {{"
        yield from inside.block(body)
        yield "}"

    def _text(self, tree: ast.expr) -> str:
        return self.dialect.expression(tree).text
