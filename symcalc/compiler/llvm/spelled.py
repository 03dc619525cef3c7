"""Scalar Python as LLVM IR: the spelling of an operation, and the helpers that it calls.

An operation is spelled once, in Python. Here its syntax tree is written as instructions: calls go
to vector mathematics or to the C library, and a helper becomes a function of the same module, with
its branches and loops. Where LLVM makes vectors of a loop it turns such branches into selections.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from llvmlite import ir

from symcalc.compiler import helpers
from symcalc.compiler.llvm.libm import external
from symcalc.compiler.llvm.machine import BOOL, SUFFIXES, Lane, Machine
from symcalc.compiler.spelling import helper_tree, spelled_tree
from symcalc.compiler.vecmath import FUNCTIONS

Value = Lane | float | int
Names = Mapping[str, Value]

# What the processor does itself, on one value or on a vector of them.
NATIVE: dict[str, Callable[[Machine, Lane], Lane]] = {
    "abs": lambda _, u: abs(u),
    "fabs": lambda _, u: abs(u),
    "sqrt": lambda m, u: m.sqrt(u),
    "floor": lambda m, u: m.floor(u),
    "ceil": lambda m, u: m.ceil(u),
    "float": lambda m, u: m.to_float(u) if not u.is_float else u,
    "int": lambda m, u: m.to_whole(u),
}
OPERATORS: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: lambda u, v: u + v,
    ast.Sub: lambda u, v: u - v,
    ast.Mult: lambda u, v: u * v,
    ast.Div: lambda u, v: u / v,
    ast.Lt: lambda u, v: u < v,
    ast.LtE: lambda u, v: u <= v,
    ast.Gt: lambda u, v: u > v,
    ast.GtE: lambda u, v: u >= v,
    ast.Eq: lambda u, v: u == v,
    ast.NotEq: lambda u, v: u != v,
}


class Speller:
    """Writes spellings where `machine` stands.

    Attributes
    ----------
    vector : bool
        Whether functions come from `vecmath`; else from the C library.
    doubts : list of Lane
        Conditions: where one holds, a function was given an argument that its vector form does
        not know, and the C library must compute the point again.
    """

    def __init__(self, machine: Machine, *, vector: bool) -> None:
        self.machine = machine
        self.vector = vector
        self.doubts: list[Lane] = []

    def spelled(self, spelling: str, args: Sequence[Lane]) -> Lane:
        """The value of an operation."""
        names = {f"_{k}": lane for k, lane in enumerate(args)}
        return self.lane(self.expression(spelled_tree(spelling, len(args)), names))

    def expression(self, tree: Any, names: Names) -> Value:
        """The value of an expression; a Python number where it is constant."""
        match tree:
            case ast.Name(id=name):
                return names[name]
            case ast.Constant(value=int() | float() as number):
                return number
            case ast.Attribute(attr=name):
                return float(getattr(math, name))
            case ast.BinOp(left=left, op=operator, right=right):
                return self._operation(type(operator), left, right, names)
            case ast.UnaryOp(op=operator, operand=operand):
                value = self.expression(operand, names)
                return ~self.truth(value) if isinstance(operator, ast.Not) else -value
            case ast.Call(func=func, args=operands):
                return self._call(func, [self.expression(a, names) for a in operands])
            case ast.IfExp(test=test, body=body, orelse=orelse):
                condition = self.truth(self.expression(test, names))
                u, v = self.expression(body, names), self.expression(orelse, names)
                return self.machine.where(condition, u, v)
        return self._condition(tree, names)

    def _condition(self, tree: Any, names: Names) -> Lane:
        """A comparison, which may be a chain a < b < c, or conditions joined by and, or."""
        join: type[ast.AST] = ast.And
        match tree:
            case ast.Compare(left=left, ops=operators, comparators=rest):
                sides = zip([left, *rest], operators, rest, strict=False)
                parts = [self._operation(type(op), u, v, names) for u, op, v in sides]
            case ast.BoolOp(op=operator, values=operands):
                join, parts = type(operator), [self.expression(v, names) for v in operands]
            case _:
                raise ValueError(f"no spelling of an operation may hold a {type(tree).__name__}")
        result, *more = [self.truth(part) for part in parts]
        for lane in more:
            result = result & lane if join is ast.And else result | lane
        return result

    def _call(self, func: ast.AST, args: Sequence[Value]) -> Lane:
        """A function of `math`, or by its bare name one of Python or of the helpers."""
        name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
        lanes = [self.lane(a) for a in args]
        if self.vector and name in FUNCTIONS:
            return self.function(name, lanes)[0]
        if isinstance(func, ast.Name) and hasattr(helpers, name):
            return self._helper(name, lanes)
        if name in NATIVE:
            return NATIVE[name](self.machine, *lanes)
        return external(self.machine, name, lanes)

    def function(self, name: str, args: Sequence[Lane], results: int = 1) -> tuple[Lane, ...]:
        """A function of `vecmath`; where it is not to be trusted there is doubt."""
        row = FUNCTIONS[name]
        if row.trusted is not None:
            self.doubts.append(~row.trusted(self.machine, *args))
        return self.machine.inline(name, row.emit, *args, results=results)

    def doubt(self) -> Lane:
        """Whether there is any of the doubts so far, which are settled with that."""
        whole = self.machine.truth(holds=False)
        for each in self.doubts:
            whole = whole | each
        self.doubts.clear()
        return whole

    def truth(self, value: Value) -> Lane:
        """A value as a condition; a number counts as true where it is not 0."""
        lane = self.lane(value)
        return lane if lane.value.type == BOOL else lane != 0.0

    def lane(self, value: Value) -> Lane:
        """A value that is no Python number."""
        return self.machine.as_float(value)

    def _operation(
        self, operator: type[ast.AST], left: ast.AST, right: ast.AST, names: Names
    ) -> Value:
        first, second = self.expression(left, names), self.expression(right, names)
        u, v = _alike(self.machine, first, second), _alike(self.machine, second, first)
        if operator is not ast.Mod:
            return cast(Value, OPERATORS[operator](u, v))
        divisor = cast(float, v)  # the helpers only ask for odd, even and whole: 1 or 2
        if isinstance(u, Lane) and not u.is_float:
            return u & (int(divisor) - 1)
        lane = self.lane(u)
        return lane - divisor * self.machine.floor(lane / divisor)  # exact

    def _helper(self, name: str, args: Sequence[Lane]) -> Lane:
        """A call of a helper, whose function is written into this module when first called."""
        machine = self.machine
        kind = "vector" if self.vector else "libm"
        full = f"symcalc.helper.{kind}.{name}.{SUFFIXES[machine.dtype]}"
        function = machine.builder.module.globals.get(full)
        if function is None:
            function = Helper(machine, full, name, vector=self.vector).function
        result = machine.builder.call(function, [a.value for a in args])
        if self.vector:
            self.doubts.append(machine.lane(machine.builder.extract_value(result, 1)))
            result = machine.builder.extract_value(result, 0)
        return machine.lane(result)


class Helper:
    """One helper as a function of the module; vector ones return a doubt beside the value."""

    def __init__(self, machine: Machine, full: str, name: str, *, vector: bool) -> None:
        tree = helper_tree(name)
        types = [machine.whole if _is_int(a) else machine.real for a in tree.args.args]
        result = ir.LiteralStructType([machine.real, BOOL]) if vector else machine.real
        kind = ir.FunctionType(result, types)
        self.function = ir.Function(machine.builder.module, kind, full)
        self.function.linkage = "internal"
        loops = any(isinstance(node, ast.While | ast.For) for node in ast.walk(tree))
        attributes = ("nounwind", "readnone") if loops else ("nounwind", "alwaysinline")
        for attribute in attributes:
            self.function.attributes.add(attribute)
        self.entry = self.function.append_basic_block("entry")
        self.builder = ir.IRBuilder(self.function.append_basic_block("body"))
        self.speller = Speller(Machine(self.builder, machine.dtype), vector=vector)
        self.variables: dict[str, Any] = {}
        self.doubt = self._variable("doubt", BOOL)
        self.builder.store(ir.Constant(BOOL, 0), self.doubt)
        for parameter, value in zip(tree.args.args, self.function.args, strict=True):
            self._assign(parameter.arg, self.speller.machine.lane(value))
        self._statements(tree.body)
        ir.IRBuilder(self.entry).branch(self.function.blocks[1])

    def _statements(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            if not self.builder.block.is_terminated:
                self._statement(statement)

    def _statement(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Return(value=value) if value is not None:
                self._return(self.speller.lane(self._value(value)))
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self._assign(name, self.speller.lane(self._value(value)))
            case ast.AugAssign(target=ast.Name(id=name), op=operator, value=value):
                left = ast.Name(id=name)
                self._assign(name, self._value(ast.BinOp(left=left, op=operator, right=value)))
            case ast.If(test=test, body=body, orelse=orelse):
                self._if(test, body, orelse)
            case ast.While(test=test, body=body):
                self._while(test, body)
            case ast.For(target=ast.Name(id=name), iter=ast.Tuple(elts=elements), body=body):
                for element in elements:
                    self._assign(name, self.speller.lane(self._value(element)))
                    self._statements(body)
            case ast.For(iter=ast.Call(args=[count]), body=body):
                self._repeat(self._value(count), body)
            case ast.Expr(value=ast.Constant()):
                pass  # the docstring
            case _:
                raise ValueError(f"no helper may hold a {type(statement).__name__}")

    def _value(self, tree: ast.AST) -> Value:
        """An expression in the variables as they are now."""
        read = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} & self.variables.keys()
        names = {n: self.speller.machine.lane(self.builder.load(self.variables[n])) for n in read}
        value = self.speller.expression(tree, names)
        if self.speller.doubts:
            before = self.speller.machine.lane(self.builder.load(self.doubt))
            self.builder.store((before | self.speller.doubt()).value, self.doubt)
        return value

    def _variable(self, name: str, kind: Any) -> Any:
        """Where a variable is kept; LLVM moves it into a register."""
        if name not in self.variables:
            self.variables[name] = ir.IRBuilder(self.entry).alloca(kind, name=name)
        return self.variables[name]

    def _assign(self, name: str, value: Value) -> None:
        lane = self.speller.lane(value)
        self.builder.store(lane.value, self._variable(name, lane.value.type))

    def _return(self, lane: Lane) -> None:
        value = lane.value
        if self.speller.vector:
            struct = ir.Constant(self.function.function_type.return_type, ir.Undefined)
            struct = self.builder.insert_value(struct, value, 0)
            value = self.builder.insert_value(struct, self.builder.load(self.doubt), 1)
        self.builder.ret(value)

    def _if(self, test: ast.AST, body: Sequence[ast.stmt], orelse: Sequence[ast.stmt]) -> None:
        condition = self.speller.truth(self._value(test))
        after = self.function.append_basic_block("after")
        branches = [self.function.append_basic_block("branch") for _ in range(2)]
        self.builder.cbranch(condition.value, *branches)
        for block, statements in zip(branches, (body, orelse), strict=True):
            self.builder.position_at_end(block)
            self._statements(statements)
            if not self.builder.block.is_terminated:
                self.builder.branch(after)
        self.builder.position_at_end(after)

    def _while(self, test: ast.AST, body: Sequence[ast.stmt]) -> None:
        head, inside, after = (self.function.append_basic_block("loop") for _ in range(3))
        self.builder.branch(head)
        self.builder.position_at_end(head)
        condition = self.speller.truth(self._value(test))
        self.builder.cbranch(condition.value, inside, after)
        self.builder.position_at_end(inside)
        self._statements(body)
        self.builder.branch(head)
        self.builder.position_at_end(after)

    def _repeat(self, count: Value, body: Sequence[ast.stmt]) -> None:
        """`for _ in range(count)`."""
        machine = self.speller.machine
        total = count if isinstance(count, Lane) else machine.integer(int(count))
        name = f"repeat{len(self.variables)}"
        self._assign(name, total)
        left = ast.Compare(ast.Name(id=name), [ast.Gt()], [ast.Constant(0)])
        less = ast.AugAssign(target=ast.Name(id=name), op=ast.Sub(), value=ast.Constant(1))
        self._while(left, [*body, less])


def _alike(machine: Machine, u: Value, other: Value) -> Value:
    """A whole number beside a float becomes one."""
    beside_float = other.is_float if isinstance(other, Lane) else isinstance(other, float)
    if isinstance(u, Lane) and u.value.type == machine.whole and beside_float:
        return machine.to_float(u)
    return machine.number(u) if isinstance(u, Lane) else u


def _is_int(parameter: ast.arg) -> bool:
    return isinstance(parameter.annotation, ast.Name) and parameter.annotation.id == "int"
