"""Antiderivatives: an answer is right when its derivative is the integrand.

None has to be known for that: the answer is differentiated by the table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from symcalc.errors import SymcalcError, UnsupportedError
from symcalc.grading.asked import Asked
from symcalc.grading.bars import barred, bars
from symcalc.grading.constants import extras, with_constant
from symcalc.grading.finding import Finding, partly, undecided, wrong
from symcalc.grading.intervals import MISSING, RIGHT, WRONG, Slopes, compared, moving, rate_of
from symcalc.grading.kinds.doubtful import answer_in_doubt
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.places import where
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import mismatch
from symcalc.grading.slips import Slip, slip_of
from symcalc.grading.solutions.ranges import has_values, written
from symcalc.grading.told import Told
from symcalc.grading.witness import differing, place, told_apart, witness
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.scope import refused
from symcalc.tutor.integrate.domains import apart
from symcalc.writing.text import text

UNFINISHED = "The answer still contains {what}: work it out."
UNWORKED = {"integral": "an integral", "derivative": "a derivative"}
ASKED_FOR = "An antiderivative is asked for: a formula in {x}."
BARLESS = "It is right for {where}; with bars, ln|…|, wherever the integrand has a value."
INVERSES = (
    "It is right for {where}; written with bars, as ln|…|, wherever the integrand has a value."
)
CONVENTION = (
    "That is so for arccot between −π/2 and π/2; with arccot between 0 and π nothing breaks there."
)
ALONE = "This is a constant alone, whose derivative is 0."
MIXED = "One logarithm has bars and another one has none, so it is right for {where} only."
STRICT = "The logarithm needs bars, ln|…|: it is right for {where} only."
NARROWER = "It is right for {where} only: at {at} the integrand has a value and yours has none."
PARTLY = "It is right for {where} only."
LETTERS = "It is right for {conditions}."
NOWHERE = "At {at} the integrand has a value and yours has none."
FORMALLY = "With bars around what the logarithm is of it would be right."
VALUES = "every {x} at which it has a value"
SOME = "It is right for some values of {letters} only."
DOUBT = "too few points were found at which both sides have a value."
RULE = "there is no derivative rule for a part of it."
SEEN = "The {derivative} of yours{at} is {mine}, the integrand is {wanted}."
READ = "I read your answer as {answer}."
ABSENT = "does not occur in the question"
OWN = (sp.sign, sp.Heaviside, sp.floor, sp.ceiling)
STEPS = (*OWN, sp.Piecewise, sp.Abs)
INVERSE = (sp.atan, sp.acot, sp.asin, sp.acos, sp.asec, sp.acsc, sp.atan2)


@answer_kind("antiderivative", rank=1)
def antiderivative(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Differentiate the answer, then look at its constant."""
    if asked.kind != "integral" or not is_indefinite(asked.body):
        return None
    node = told.node
    unworked = next((UNWORKED[n.head] for n in node.walk() if n.head in UNWORKED), "")
    if unworked:
        return wrong(UNFINISHED.format(what=unworked), note="question-echoed")
    doubt = answer_in_doubt(asked, told, policy)
    if doubt is not None:
        return doubt
    if not isinstance(node.expr, sp.Expr) or node.expr.is_Matrix or refused(node):
        return wrong(mismatch(sp.S.Zero, node.expr))
    if node.expr in (sp.nan, sp.oo, -sp.oo):
        return wrong(ASKED_FOR.format(x=asked.question.wrt[0].name))
    try:
        return _Judge(asked, node, policy).finding()
    except UnsupportedError:
        return undecided(RULE, note="unsupported")


def is_indefinite(body: Notation) -> bool:
    """Whether it is ∫ f dx, or such an integral of one."""
    if body.head != "integral" or len(body.parts) != 2:
        return False
    inner = body.parts[0]
    return inner.head != "integral" or is_indefinite(inner)


@dataclass(frozen=True)
class _Judge:
    """An answer to ∫ f dx, or to ∫∫ f dx dy: the innermost variable first."""

    asked: Asked
    node: Notation
    policy: Policy

    @property
    def xs(self) -> tuple[sp.Symbol, ...]:
        return self.asked.question.wrt

    @property
    def x(self) -> sp.Symbol:
        return self.xs[0]

    @property
    def body(self) -> Notation:
        """The integrand as written."""
        body = self.asked.body.parts[0]
        while body.head == "integral":
            body = body.parts[0]
        return body

    @property
    def told(self) -> sp.Expr:
        """What is to have the integrand as its derivative by the innermost variable."""
        told = self.node.expr
        for x in reversed(self.xs[1:]):
            told = rate_of(told, x)
        return told

    def finding(self) -> Finding:
        """What the derivative says, then what the constant does."""
        letters = extras(self.asked, self.told)
        found = compared(self.body.expr, self.told, self.x, letters)
        if found.status == "partly" and len(self.asked.letters) > len(set(self.xs)):
            return self._for_letters(found, letters)
        return self._told(found)

    def _told(self, found: Slopes) -> Finding:
        if found.status == "equal":
            return self._right()
        if found.status == "narrower":
            return self._narrower(found)
        if found.status == "partly":
            return self._elsewhere(found, PARTLY.format(where=self._where(found)))
        if found.status == "nowhere":
            return self._nowhere(found)
        return self._wrong(found) if found.status == "different" else undecided(DOUBT)

    def _right(self) -> Finding:
        """On each interval; where the answer breaks inside of one, that is said."""
        said = self._breaking()
        if not said:
            return self._with_constant()
        if not _plain(self.told).has(*STEPS):
            return self._with_constant(said)
        return partly("domain-differs", said, proof="sampled")

    def _breaking(self) -> str:
        """Where the answer jumps although the integrand is continuous, in words."""
        letters = dict.fromkeys(extras(self.asked, self.told), sp.S.One)
        core = moving(self.told, self.x).xreplace(letters)
        jumping = _plain(core).has(*STEPS, *INVERSE)
        if not jumping or self.body.expr.has(*OWN):  # where the integrand jumps, anything may
            return ""
        said = apart(self.body, core, self.x, ())[1]
        between = core.replace(sp.acot, lambda u: sp.pi / 2 - sp.atan(u))
        if not said or between == core or apart(self.body, between, self.x, ())[1]:
            return said
        return f"{said} {CONVENTION}"

    def _with_constant(self, *remarks: str) -> Finding:
        found = with_constant(self.asked, self.node, self.policy, self.xs)
        return replace(found, causes=(*found.causes, *remarks))

    def _for_letters(self, found: Slopes, letters: tuple[sp.Symbol, ...]) -> Finding:
        """Right for some values of the letters: for positive ones, or where the right answer is?"""
        for where_ in (self._positive(found), self._conditions()):
            again = (
                compared(self.body.expr, self.told, self.x, letters, where_) if where_ else found
            )
            if again.status in ("equal", "narrower"):
                told = self._told(again)
                said = LETTERS.format(conditions=", ".join(text(arrange(c)) for c in where_))
                return replace(told, causes=(*told.causes, said))
        groups = {tuple(i.letters.values()) for i in found.those(WRONG)}
        if any(tuple(i.letters.values()) in groups for i in found.those(RIGHT)):
            return self._elsewhere(found, PARTLY.format(where=self._where(found)))
        names = " and ".join(c.name for c in sorted(self.asked.letters - set(self.xs), key=str))
        return self._elsewhere(found, SOME.format(letters=names))

    def _positive(self, found: Slopes) -> tuple[sp.Basic, ...]:
        """a > 0, where the answer is wrong for negative a alone, as in arcsin(x/a)."""
        given = self.asked.letters - set(self.xs)
        signed = {a for size in self.body.expr.atoms(sp.Abs, sp.sign) for a in size.free_symbols}
        negative = [{s for s, v in i.letters.items() if v < 0} for i in found.those(WRONG)]
        always = set(given).intersection(*negative) - signed
        return tuple(sp.Gt(a, 0) for a in sorted(always, key=str))

    def _conditions(self) -> tuple[sp.Basic, ...]:
        """Under which the right answer holds, for the letters, if it can be found."""
        try:
            found = self.asked.conditions
        except SymcalcError:
            return ()
        given = self.asked.letters - set(self.xs)
        return tuple(c for c in found if c.free_symbols and c.free_symbols <= given)

    def _where(self, found: Slopes) -> str:
        return where(found.those(RIGHT), self.x)

    def _narrower(self, found: Slopes) -> Finding:
        """Right where it has a value: are there bars missing?"""
        domain, core = self._where(found), moving(self.told, self.x)
        full = barred(core, self.x)
        if full == core or compared(self.body.expr, full, self.x).status != "equal":
            at = place(found.those(MISSING)[0].point)
            return self._elsewhere(found, NARROWER.format(where=domain, at=at))
        if self.policy.absolute == "strict":
            return self._elsewhere(found, STRICT.format(where=domain))
        if self.policy.absolute == "consistent" and bars(core, self.x):
            return self._elsewhere(found, MIXED.format(where=domain))
        if self.policy.absolute == "lenient":
            return self._with_constant()
        domain = where(found.those(RIGHT), self.x, unnamed="") or self._values()
        words = BARLESS if core.has(sp.log) else INVERSES
        return self._with_constant(words.format(where=domain))

    def _values(self) -> str:
        """Where the answer has a value: as an inequality, if one is found."""
        core = moving(self.told, self.x)
        alone = core.free_symbols == self.body.expr.free_symbols == {self.x}
        named = written(has_values(core, self.body.expr), self.x) if alone else ""
        return named.replace(" or ", " and ") or VALUES.format(x=self.x.name)

    def _nowhere(self, found: Slopes) -> Finding:
        """No real value at all; a logarithm of what is negative is right but for its bars."""
        said = NOWHERE.format(at=place(found.those(MISSING)[0].point))
        full = barred(moving(self.told, self.x), self.x)
        if compared(self.body.expr, full, self.x).status == "equal":
            return partly("domain-differs", said, FORMALLY, proof="sampled")
        return wrong(said)

    def _elsewhere(self, found: Slopes, cause: str) -> Finding:
        """Right on some intervals only; a constant that is missing is told as well."""
        constant = self._with_constant()
        causes = () if constant.status == "correct" else constant.causes
        fields = self._seen(found)
        return partly(
            "domain-differs", cause, *causes, domain=self._where(found), proof="sampled", **fields
        )

    def _wrong(self, found: Slopes) -> Finding:
        slip = Slip(self.asked, self.body.expr, arrange(self.told), self.x)
        if len(self.xs) == 1:
            slip = replace(slip, node=self.node)
        note, cause = slip_of(slip)
        if note == "different" and isinstance(self.told, sp.Symbol) and self.x != self.told:
            cause = ALONE
        doubtful = any(not remark.endswith(ABSENT) for remark in self.node.remarks)
        read = READ.format(answer=text(self.node)) if doubtful and not cause else ""
        fields = self._seen(found)
        return wrong(*filter(None, (read, cause)), note=note, proof="certified", **fields)

    def _seen(self, found: Slopes) -> dict[str, Any]:
        """Where the derivative of the answer is not the integrand, for a verdict."""
        if found.witness is None:
            return {}
        point, left, mine = found.witness
        wanted, got = told_apart(left, mine)
        at = f" at {place(point)}" if point else ""
        times = "second derivative" if len(self.xs) > 1 else "derivative"
        seen = SEEN.format(derivative=times, at=at, mine=got, wanted=wanted)
        seen += differing(left, mine)
        return {"seen": seen, "witness": witness(point, left, mine)}


def _plain(told: sp.Expr) -> sp.Expr:
    """Without logarithms, which do not jump."""
    return told.xreplace({log: sp.Dummy() for log in told.atoms(sp.log)})
