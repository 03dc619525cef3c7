"""Statements of Numba Python that call nothing but `math`: every helper is written out in place.

A CUDA kernel that calls other functions cannot be compiled without a GPU, and one without calls
needs no stack.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from textwrap import indent

from symcalc.compiler import helpers
from symcalc.compiler.code.straight import INDENT, statements
from symcalc.compiler.ir import Op, Program
from symcalc.compiler.spelling import helper_tree

REAL = "real"  # what the text calls its type of numbers
WHOLE = ("math.floor", "math.ceil")  # Numba's give integers, which would widen what follows


def inlined(program: Program, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Lines that compute a Program from inputs called `names`, and what its outputs are called.

    The text that holds them defines `math` and `real`, the type of every number. Names of h or v
    and a number are taken.
    """
    numbers, lines = count(1), list[str]()

    def spelled(op: Op, args: Sequence[str]) -> str:
        tree = ast.parse(op.spelling.format(*args), mode="eval").body
        return _Scope(numbers, {}, "").text(tree, lines)

    def assigned(name: str, value: str) -> str:
        lines.append(f"{name} = {value}")
        return lines[-1]

    _, outputs = statements(program, names, spell=spelled, assign=assigned)
    return lines, outputs


@dataclass(frozen=True)
class _Scope:
    """Where statements are written.

    `numbers` give new names, `rename` maps a helper's variables to names of their own here, and
    `result` is the name of what it returns.
    """

    numbers: Iterator[int]
    rename: Mapping[str, str]
    result: str

    def text(self, tree: ast.expr, lines: list[str]) -> str:
        """An expression; what must be computed before it is added to `lines`."""
        return ast.unparse(_Expression(self, lines).visit(deepcopy(tree)))

    def call(self, name: str, args: Sequence[ast.expr], lines: list[str]) -> ast.Name:
        """Write a helper out; its result."""
        tree = helper_tree(name)
        prefix = f"h{next(self.numbers)}_"
        parameters = [argument.arg for argument in tree.args.args]
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        rename = {variable: prefix + variable for variable in {*parameters, *stored}}
        for parameter, argument in zip(parameters, args, strict=True):
            lines.append(f"{rename[parameter]} = {ast.unparse(argument)}")
        result = prefix + "result"
        lines += _Scope(self.numbers, rename, result).block(tree.body[1:])
        return ast.Name(result)

    def block(self, body: Sequence[ast.stmt]) -> list[str]:
        """Statements of a helper; after an `if` that returns, the rest is its `else`."""
        lines = list[str]()
        for k, statement in enumerate(body):
            if isinstance(statement, ast.If) and isinstance(statement.body[-1], ast.Return):
                head = f"if {self.text(statement.test, lines)}:"
                lines += self.headed(head, statement.body)
                return lines + self.headed("else:", [*statement.orelse, *body[k + 1 :]])
            lines += self.statement(statement)
        return lines

    def headed(self, head: str, body: Sequence[ast.stmt]) -> list[str]:
        """A block under its head."""
        return [head, *(indent(line, INDENT) for line in self.block(body))]

    def statement(self, statement: ast.stmt) -> list[str]:
        """One statement that does not return on one side only.

        Raises
        ------
        ValueError
            For a statement that no helper may hold.
        """
        lines = list[str]()
        match statement:
            case ast.Return(value=ast.expr() as value):
                value_text = self.text(value, lines)
                return [*lines, f"{self.result} = {value_text}"]
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                value_text = self.text(value, lines)
                return [*lines, f"{self.rename[name]} = {value_text}"]
            case ast.AugAssign(target=ast.Name(id=name), op=op, value=value):
                value_text = self.text(ast.BinOp(ast.Name(name), op, value), lines)
                return [*lines, f"{self.rename[name]} = {value_text}"]
            case ast.If(test=test, body=body, orelse=[]):
                head = f"if {self.text(test, lines)}:"
                return lines + self.headed(head, body)
            case ast.While(test=test, body=body, orelse=[]):
                return self.headed(f"while {self.text(test, lines)}:", body)
            case ast.For(target=ast.Name(id=name), iter=values, body=body, orelse=[]):
                head = f"for {self.rename[name]} in {self.text(values, lines)}:"
                return lines + self.headed(head, body)
        raise ValueError(f"nothing is written for {ast.unparse(statement)}")


class _Expression(ast.NodeTransformer):
    """Renames variables, gives numbers their type, and takes the calls of helpers out."""

    def __init__(self, scope: _Scope, lines: list[str]) -> None:
        self._scope = scope
        self._lines = lines

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Name(self._scope.rename.get(node.id, node.id))

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return _real(node) if isinstance(node.value, float) else node  # an integer counts something

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return _real(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        match node.left, node.op, node.right:
            case ((ast.Constant() | ast.UnaryOp()), ast.Div(), ast.Constant(value=int())):
                return _real(node)  # a fraction
        return self.generic_visit(node)  # type: ignore[return-value]

    def visit_Call(self, node: ast.Call) -> ast.expr:
        name = ast.unparse(node.func)
        args: list[ast.expr] = [self.visit(argument) for argument in node.args]
        if hasattr(helpers, name):
            return self._scope.call(name, args, self._lines)
        if name == "float":
            return _real(args[0])
        call = ast.Call(node.func, args, [])
        return _real(call) if name in WHOLE else call


def _real(tree: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(REAL), [tree], [])
