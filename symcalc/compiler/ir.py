"""The intermediate representation: a Program is a value-numbered straight line of nodes.

Node i may only use nodes before it, so there is no recursion and no sorting anywhere: every pass
is one loop. Nothing here knows SymPy; an `Op` is plain data that `lower` makes from a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

CONSTANT = "constant"
INPUT = "input"
LEAVES = (CONSTANT, INPUT)

Value = float | str | None


class Node(NamedTuple):
    """One value: an operation on earlier values, a constant, or an input.

    `value` is the number of a constant, the name of an input, and None otherwise. A tuple, because
    a Program may hold millions and every pass makes them anew.
    """

    op: str
    args: tuple[int, ...] = ()
    value: Value = None


@dataclass(frozen=True)
class Partial:
    """A local derivative ∂op/∂argᵢ as a Program of the op's arguments.

    Where `mask` is given and does not hold, the derivative is zero whatever `value` would be, so
    an adjoint is dropped there rather than multiplied: no 0·∞. A `mask` has one boolean output.
    """

    value: Program
    mask: Program | None = None


@dataclass(frozen=True)
class Op:
    """A primitive as the compiler sees it.

    Attributes
    ----------
    name : str
        The row's name, with the number of arguments appended where a row takes any number.
    arity : int
        How many arguments it takes.
    spelling : str
        Scalar Python, with {0}, {1} … for the arguments: "math.sin({0})".
    row : str
        The row of the table that it comes from.
    partials : tuple of Partial or None
        One for each argument; None where the operation does not depend smoothly on it.
    """

    name: str
    arity: int
    spelling: str
    row: str = ""
    partials: tuple[Partial | None, ...] = ()


@dataclass(frozen=True)
class Program:
    """A straight line of nodes with numbered inputs and outputs.

    `ops` holds every operation that the nodes use and every operation that their derivatives
    of any order can need, so a Program can be differentiated again after it was pickled.

    Examples
    --------
    >>> times = Op("product", 2, "{0} * {1}")
    >>> builder = Builder()
    >>> x = builder.input("x")
    >>> square = builder.add("product", x, x)
    >>> print(Program(builder.nodes, (x,), (square,), (times,)))
    x
    v1 = x * x
    return v1
    """

    nodes: tuple[Node, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    ops: tuple[Op, ...] = ()

    @cached_property
    def table(self) -> Mapping[str, Op]:
        """The operations by name."""
        return {op.name: op for op in self.ops}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The inputs' names, in order."""
        return tuple(str(self.nodes[i].value) for i in self.inputs)

    def label(self, index: int) -> str:
        """How a node is called in a dump: an input by its name, a constant by its value."""
        node = self.nodes[index]
        if node.op in LEAVES:
            return str(node.value)
        return f"v{index}"

    def __str__(self) -> str:
        lines = [" ".join(self.names)]
        for i, node in enumerate(self.nodes):
            if node.op not in LEAVES:
                words = [self.label(a) for a in node.args]
                lines.append(f"v{i} = {self.table[node.op].spelling.format(*words)}")
        lines.append("return " + ", ".join(self.label(i) for i in self.outputs))
        return "\n".join(lines)


class Builder:
    """Makes nodes; equal nodes get equal numbers (hash-consing)."""

    def __init__(self, nodes: Iterable[Node] = ()) -> None:
        self._nodes: list[Node] = list(nodes)
        self._numbers = {_key(node): i for i, node in enumerate(self._nodes)}

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What was built so far."""
        return tuple(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)

    def __getitem__(self, index: int) -> Node:
        return self._nodes[index]

    def node(self, node: Node) -> int:
        """The number of `node`, which is new only if no equal node stands here yet."""
        key = _key(node)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._nodes)
            self._nodes.append(node)
        return number

    def find(self, node: Node) -> int | None:
        """The number of `node` where an equal one stands here, without making one."""
        return self._numbers.get(_key(node))

    def add(self, op: str, *args: int) -> int:
        """The number of an operation on earlier nodes."""
        return self.node(Node(op, args))

    def constant(self, value: float) -> int:
        """The number of a constant."""
        return self.node(Node(CONSTANT, (), float(value)))

    def input(self, name: str) -> int:
        """The number of the input called `name`."""
        return self.node(Node(INPUT, (), name))

    def inline(self, program: Program, args: Iterable[int]) -> tuple[int, ...]:
        """Append a Program, its inputs bound to nodes that stand here; its outputs' numbers."""
        here = dict(zip(program.inputs, args, strict=True))
        for i, node in enumerate(program.nodes):
            if i not in here:
                here[i] = self.node(Node(node.op, tuple(here[a] for a in node.args), node.value))
        return tuple(here[i] for i in program.outputs)


def _key(node: Node) -> tuple[object, ...]:
    if node.value is None:
        return node
    return node.op, repr(node.value)  # repr tells -0.0 from 0.0, and nan is nan
