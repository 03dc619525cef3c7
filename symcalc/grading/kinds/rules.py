"""Rules about functions without a formula: (f g)′ = f′ g + f g′, whatever f and g are."""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef

from symcalc.checking.relations import check_equal
from symcalc.formula import natural_order
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.kinds.formulas import stated
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.tutor.unknown import PRIME, worked_out
from symcalc.writing.text import text

ECHO = "The answer still contains a derivative: work it out."
OTHERS = "The question has no {names}."
SOME_ONLY = "That is not so for all functions: for smooth {names} that I tried, the two differ."
UNSURE = "too few of the functions that I tried have a value."


@answer_kind("rule", rank=1)
def rule(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Compare with the rule on functions whose values have nothing to do with each other."""
    del policy
    if not about_unknown(asked) or isinstance(told.expr, sp.MatrixBase):
        return None
    if any(n.head == "derivative" and not _named(n) for n in told.node.walk()):
        return wrong(ECHO, note="question-echoed")
    mine = _applied(told.expr, asked)
    letters = {s.name for s in mine.free_symbols - asked.letters}
    strange = _functions(mine) - _functions(asked.body.expr) | letters
    if strange:
        return wrong(OTHERS.format(names=_listed(strange)), note="unknown-variable")
    status = check_equal(asked.right.expr, mine).status
    if status == "agrees":
        same = text(told.node) == text(asked.right)
        return right("" if same else f"The same as {stated(asked)}.", proof="sampled")
    if status == "undecided":
        return undecided(UNSURE)
    return wrong(SOME_ONLY.format(names=_listed(_functions(asked.body.expr))), proof="sampled")


def about_unknown(asked: Asked) -> bool:
    """Whether the derivative of something is asked that has functions without a formula in it."""
    return (
        asked.kind == "derivative" and not asked.question.at and asked.body.expr.has(AppliedUndef)
    )


def _named(node: Notation) -> bool:
    """Whether a derivative is f′(x), the name of one."""
    return worked_out(node) or node.parts[0].head == "name"


def _applied(mine: sp.Expr, asked: Asked) -> sp.Expr:
    """f, f′ and f″ with the argument that f has in the question, where it is a variable."""
    calls = {call.func.__name__: call for call in asked.body.expr.atoms(AppliedUndef)}
    named: dict[sp.Basic, sp.Expr] = {}
    for letter in mine.free_symbols - asked.body.symbols:
        plain = letter.name.rstrip(PRIME)
        call, primes = calls.get(plain), len(letter.name) - len(plain)
        if call is not None and (not primes or call.args[0].is_Symbol):
            named[letter] = call.diff((call.args[0], primes)) if primes else call
    return mine.xreplace(named)


def _functions(expr: sp.Basic) -> set[str]:
    return {call.func.__name__ for call in expr.atoms(AppliedUndef)}


def _listed(names: set[str]) -> str:
    """f, g and h."""
    ordered = [s.name for s in natural_order(map(sp.Symbol, names))]
    return " and ".join(filter(None, (", ".join(ordered[:-1]), ordered[-1])))
