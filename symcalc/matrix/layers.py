"""A loss as lines: each intermediate value has a name, and the adjoints are told with these names.

z₁ = W₁x + b₁, a₁ = relu(z₁), z₂ = W₂a₁ + b₂, L = …: forwards the lines are values, backwards each
name receives its adjoint, δ₁ = (W₂ᵀδ₂) ∘ 1[z₁ > 0].
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from symcalc.matrix import normal
from symcalc.matrix.adjoint import Passed, adjoints
from symcalc.matrix.algebra import plus
from symcalc.matrix.differential import rebuilt
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.term import Term, made, ordered, symbol, symbols
from symcalc.primitives.activations import NAMED

LOSS = "L"
SHARES = ("softmax", "logsumexp")
ARITHMETIC = ("power", "select", "sqrt", "abs")  # of elements, no layer of a network
# Functions that make a layer of what they are applied to: z goes in, a comes out.
DENSITIES = {"normal-cdf", "normal-density"}
ACTIVATIONS = (NAMED - DENSITIES) | {"sigmoid", "tanh", "relu", "softplus"}


class Line(NamedTuple):
    """One line of the forward pass: a name, and what it stands for in the names before it."""

    name: Term
    formula: Term


class Arrival(NamedTuple):
    """One line of the backward pass.

    `adjoint` is a name for ∂L/∂`of`; `amount` is what it is, in names of both passes; `passed`
    are the operations on the way, of all lines that use `of`.
    """

    of: Term
    adjoint: Term
    amount: Term
    passed: tuple[Passed, ...]


def adjoint_of(name: Term, *loss: str) -> Term:
    """The name of ∂L/∂name, of the shape of the name; L is what the loss is called."""
    return made("symbol", (), name.shape, ("adjoint", name.value, *loss))


def lines_of(formula: MatrixFormula, last: str = "", *, fine: bool = False) -> tuple[Line, ...]:
    """The forward pass; the names of the user's own lines stay, layers get names of their own.

    Parameters
    ----------
    formula : MatrixFormula
        What was read.
    last : str
        What the user called the last line.
    fine : bool
        Whether a single layer, and what a norm or a square is taken of, are lines too.
    """
    alike = normal.aligned(formula.term)
    root = alike[formula.term]
    own = {alike.get(t, t): name for name, t in formula.definitions if t is not formula.term}
    taken = {s.value for s in formula.symbols} | set(own.values())
    layers = dict(_layers(root, taken, single=fine))
    layers = {**dict(normal.names(root, taken | set(layers.values()))), **layers}
    named = {**layers, **own}
    if fine:
        named = {**dict(_residuals(root, taken | set(layers.values()))), **named}
    order = [node for node in ordered(root) if node in named]
    lines: list[Line] = []
    known: dict[Term, Term] = {}
    for node in order:
        made_ = symbol(named[node], *node.shape)
        lines.append(Line(made_, replaced(node, known)))
        known[node] = made_
    loss = last if last and last not in own.values() else _free(LOSS, formula)
    return (*lines, Line(symbol(loss), replaced(root, known)))


def _free(name: str, formula: MatrixFormula) -> str:
    """A name that the formula does not use."""
    taken = {s.value for s in formula.symbols} | {n for n, _ in formula.definitions}
    return name if name not in taken else _free(name + "'", formula)


def _residuals(root: Term, taken: set[str]) -> Iterator[tuple[Term, str]]:
    """What a norm or a square is taken of, where that is a sum of matrices."""
    found: list[Term] = []
    for node in ordered(root):
        square = node.op == "map" and node.value == "power"
        inner = node.args[0] if node.op == "norm" or square else None
        if inner is not None and inner.shape and inner.op in ("sum", "matmul"):
            found.append(inner)
    inners = list(dict.fromkeys(found))
    for k, inner in enumerate(inners, 1):
        letter = next(c for c in ("r", "s", "u", "v_r") if c not in taken)
        yield inner, f"{letter}_{k}" if len(inners) > 1 else letter


def _layers(root: Term, taken: set[str], *, single: bool) -> Iterator[tuple[Term, str]]:
    """Pre-activations z and activations a of a network, each with its name."""
    nodes = ordered(root)
    hidden = [n for n in nodes if _is_layer(n) and any(_feeds(n, other) for other in nodes)]
    functions = [n for n in nodes if n in hidden or _is_output(n)]
    if not (functions if single else hidden):
        return
    before = [
        n.args[0] for n in functions if n.args[0].op != "symbol" and n.args[0] not in functions
    ]
    count = len(dict.fromkeys(before))
    k = 0
    for node in nodes:
        if node in before:
            k += 1
            yield node, _numbered("z", k, count, taken)
        elif node in hidden or (single and is_activation(node)):
            yield node, _numbered("a", max(k, 1), count, taken)


def _numbered(letter: str, k: int, count: int, taken: set[str]) -> str:
    name = f"{letter}_{k}" if count > 1 else letter
    return name if name not in taken and name.replace("_", "") not in taken else f"{letter}_h{k}"


def _is_layer(node: Term) -> bool:
    """Whether a node may be the nonlinear function of a layer."""
    function = node.op == "map" and node.value not in ARITHMETIC
    return bool(node.shape) and (function or node.op in SHARES)


def _is_output(node: Term) -> bool:
    """Whether a node is a function that the last layer of a network may end with."""
    return bool(node.shape) and (is_activation(node) or node.op in SHARES)


def is_activation(node: Term) -> bool:
    """Whether a node is the function of a neuron."""
    return node.op == "map" and node.value in ACTIVATIONS


def _feeds(node: Term, user: Term) -> bool:
    """Whether a later layer multiplies the node by its weights."""
    return user.op == "matmul" and node in user.args and user.shape != (1, 1)


def replaced(root: Term, names: Mapping[Term, Term]) -> Term:
    """The same term with names for parts of it."""
    found: dict[Term, Term] = {}
    for node in ordered(root):
        args = tuple(found[arg] for arg in node.args)
        same = all(a is b for a, b in zip(args, node.args, strict=True))
        found[node] = names.get(node) or (
            node if same else made(node.op, args, node.shape, node.value)
        )
    return found[root]


def expanded(root: Term, lines: Sequence[Line]) -> Term:
    """The same term with the names written out."""
    found: dict[Term, Term] = {}
    for line in lines:
        found[line.name] = substituted(line.formula, found)
    return substituted(root, found)


def substituted(root: Term, values: Mapping[Term, Term]) -> Term:
    """Terms put in for symbols, tidied on the way."""
    found: dict[Term, Term] = {}
    for node in ordered(root):
        args = tuple(found[arg] for arg in node.args)
        same = all(a is b for a, b in zip(args, node.args, strict=True))
        found[node] = values.get(node) or (node if same else rebuilt(node, args))
    return found[root]


def backward(lines: Sequence[Line], wrt: Sequence[Term]) -> tuple[Arrival, ...]:
    """The adjoints of all names and of `wrt`, last line first, each in names of both passes."""
    values = {line.formula: line.name for line in lines[:-1]}
    values |= dict(normal.reciprocals(values))
    names = [line.name for line in lines[:-1]]
    received: dict[Term, list[Term]] = {}
    passed: dict[Term, list[Passed]] = {}
    found: list[Arrival] = []
    for line in reversed(lines):
        is_loss = line is lines[-1]
        if not is_loss:
            if line.name not in received:
                continue
            found.append(_arrival(line.name, received, passed))
        seed = None if is_loss else adjoint_of(line.name)
        targets = [s for s in symbols(line.formula) if s in names or s in wrt]
        watched: list[Passed] = []
        for target, amount in adjoints(line.formula, targets, seed, watched.append).items():
            if target in targets:
                received.setdefault(target, []).append(replaced(amount, values))
                named = (p._replace(received=replaced(p.received, values)) for p in watched)
                passed.setdefault(target, []).extend(named)
    found += [_arrival(x, received, passed) for x in wrt if x not in names and x in received]
    return tuple(found)


def _arrival(
    name: Term, received: Mapping[Term, list[Term]], passed: Mapping[Term, list[Passed]]
) -> Arrival:
    return Arrival(name, adjoint_of(name), plus(*received[name]), tuple(passed[name]))
