"""Which operations entry by entry are computed together, in one loop.

A stage is what can be computed as soon as the same products and sums are there. The entries of one
shape in one stage are one group: what is used inside it alone is never stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from symcalc.matrix.compiled.prepare import FUSED
from symcalc.matrix.term import Shape, Term, made, ordered


@dataclass(frozen=True)
class Group:
    """Operations entry by entry that are one loop.

    Attributes
    ----------
    shape : tuple of sympy.Expr
        Of every entry.
    members : frozenset of Term
        What is computed in it.
    outputs : tuple of Term
        The members that others need, or that are results.
    """

    shape: Shape
    members: frozenset[Term]
    outputs: tuple[Term, ...]


@dataclass
class _Staged:
    """The stage of each term, while they are found."""

    stage: dict[Term, int] = field(default_factory=dict)
    seen: set[Term] = field(default_factory=set)

    def before(self, arg: Term, shape: Shape) -> int:
        """From which stage on an argument is there for a loop over this shape."""
        stage = self.stage[arg]
        return stage if arg.op not in FUSED or arg.shape == shape else stage + 1

    def enter(self, node: Term) -> Term:
        """A term whose arguments have their stages; sums and products by stages, too."""
        if node.op not in FUSED:
            given = not any(arg.args for arg in node.args)  # of an input, or an input itself
            first = given and node.op in ("broadcast", "transpose")
            return self._known(node, self._needed(node) + 1 if node.args and not first else 0)
        stage = self._needed(node)
        if node.op in ("sum", "hadamard") and node.shape:
            node = self._parted(node, stage)
        return self._known(node, stage)

    def _needed(self, node: Term) -> int:
        return max((self.before(arg, node.shape) for arg in node.args), default=0)

    def _parted(self, node: Term, stage: int) -> Term:
        """What can be put together in an earlier stage is one argument."""
        early = tuple(a for a in node.args if self.before(a, node.shape) < stage)
        if len(early) < 2 or len(early) == len(node.args):
            return node
        part = made(node.op, early, node.shape)
        if part not in self.seen and not any(a.op in FUSED for a in early):
            return node
        part = self.enter(part)
        return made(node.op, (part, *(a for a in node.args if a not in early)), node.shape)

    def _known(self, node: Term, stage: int) -> Term:
        self.stage[node] = stage
        self.seen.add(node)
        return node


def staged(roots: Sequence[Term]) -> tuple[list[Term], list[Term | Group]]:
    """The roots, and in which order operations and groups are computed."""
    found, new = _Staged(), dict[Term, Term]()
    for node in ordered(*roots):
        args = tuple(new[arg] for arg in node.args)
        new[node] = found.enter(made(node.op, args, node.shape, node.value))
    roots = [new[root] for root in roots]
    return roots, _units(roots, found.stage)


def _units(roots: Sequence[Term], stage: dict[Term, int]) -> list[Term | Group]:
    order = ordered(*roots)
    needed = _needed(order, roots, stage)
    again = _again(order, roots, needed)
    needed -= again
    order = [node for node in order if node not in again]
    levels: dict[int, tuple[list[Term], dict[Shape, list[Term]]]] = {}
    for node in order:
        singles, groups = levels.setdefault(stage[node], ([], {}))
        if node.op in FUSED:
            groups.setdefault(node.shape, []).append(node)
        else:
            singles.append(node)
    units: list[Term | Group] = []
    for level in sorted(levels):
        singles, groups = levels[level]
        units += singles
        for shape, members in groups.items():
            outputs = tuple(m for m in members if m in needed)
            if outputs:
                units.append(Group(shape, again.union(members), outputs))
    return units


def _again(order: Sequence[Term], roots: Sequence[Term], needed: set[Term]) -> frozenset[Term]:
    """What costs less to compute again where it is used than to store: −Y/m of an input Y."""
    elsewhere = set(roots) | {a for node in order if node.op not in FUSED for a in node.args}
    elsewhere |= {a for node in order for a in node.args if a.shape != node.shape}
    return frozenset(
        node for node in order if node in needed and node not in elsewhere and _is_multiple(node)
    )


def _is_multiple(node: Term) -> bool:
    """Whether it is a number times what is stored."""
    return node.op == "scale" and len(node.args) == 1 and node.args[0].op not in FUSED


def _needed(order: Sequence[Term], roots: Sequence[Term], stage: dict[Term, int]) -> set[Term]:
    """What is needed outside of the loop that computes it."""
    needed = set(roots)
    for node in order:
        for arg in node.args:
            if node.op not in FUSED or (stage[arg], arg.shape) != (stage[node], node.shape):
                needed.add(arg)
    return needed
