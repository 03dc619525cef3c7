"""Differentials: how a term changes when its symbols do, forward through the graph."""

from __future__ import annotations

from collections.abc import Mapping

from symcalc.matrix import algebra
from symcalc.matrix.operations import TABLE
from symcalc.matrix.term import Term, depending, made, ordered


def differential(root: Term, changes: Mapping[Term, Term]) -> Term:
    """d root, where each term of `changes` changes by what it is mapped to; linear in these."""
    live = depending([root], changes)
    found = dict(changes)
    for node in ordered(root):
        if node in live and node not in changes:
            found[node] = change(node, {k: found[a] for k, a in enumerate(node.args) if a in live})
    return found.get(root, algebra.filled(0, root.shape))


def change(node: Term, arriving: Mapping[int, Term]) -> Term:
    """The differential of one operation: a sum over the arguments that change."""
    rule = TABLE[node.op].differential or replaced
    return algebra.plus(*(rule(node, k, d) for k, d in arriving.items()))


def replaced(node: Term, k: int, d: Term) -> Term:
    """An operation that is linear in argument k, with the change in its place."""
    return rebuilt(node, (*node.args[:k], d, *node.args[k + 1 :]))


def rebuilt(node: Term, args: tuple[Term, ...]) -> Term:
    """The same operation on other arguments, tidied."""
    builds = TABLE[node.op].builds
    return builds(node, *args) if builds else made(node.op, args, node.shape, node.value)
