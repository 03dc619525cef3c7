"""A formula brought to the form that a book prints, rule by rule until none applies."""

from __future__ import annotations

from symcalc.matrix.differential import rebuilt
from symcalc.matrix.term import Term, ordered
from symcalc.matrix.tidy.facts import NOTHING, Facts, Known, known
from symcalc.matrix.tidy.rules import RULES

ROUNDS = 6
DEEPEST = 40  # rewritings of one operation after another; no formula was seen to need ten


def tidy(root: Term, facts: Facts = NOTHING) -> Term:
    """The same value, in the form that a book prints.

    Parameters
    ----------
    root : Term
        What to tidy.
    facts : mapping from symbols to frozensets of str, optional
        What is known of symbols, out of `symcalc.matrix.tidy.FACTS`.

    Examples
    --------
    >>> import sympy as sp
    >>> from symcalc.matrix import algebra
    >>> from symcalc.matrix.term import symbol
    >>> n = sp.Symbol("n")
    >>> A, x = symbol("A", n, n), symbol("x", n, 1)
    >>> both = algebra.plus(algebra.matmul(A, x), algebra.matmul(algebra.transpose(A), x))
    >>> tidy(both, {A: frozenset({"symmetric"})}) is algebra.matmul(algebra.plus(A, A), x)
    True
    """
    for _ in range(ROUNDS):
        before, root = root, _walked(root, {}, known(root, facts), DEEPEST)
        if root is before:
            break
    return root


def _walked(root: Term, found: dict[Term, Term], given: Known, left: int) -> Term:
    """The root with the rules applied from the leaves up; `found` has what was met before."""
    for node in ordered(root):
        if node in found:
            continue
        args = tuple(found[arg] for arg in node.args)
        term = rebuilt(node, args) if node.args else node
        new = _rewritten(term, given) if left else None
        found[node] = term if new is None else _walked(new, found, given, left - 1)
        found.setdefault(found[node], found[node])
    return found[root]


def _rewritten(term: Term, given: Known) -> Term | None:
    """What the first rule that applies makes of a term."""
    for rule in RULES.get(term.op, ()):
        new = rule(term, given)
        if new is not None and new is not term:
            return new
    return None
