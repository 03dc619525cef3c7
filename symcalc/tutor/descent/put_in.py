"""A schedule's formula with numbers, and schedules that are told by their formula."""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import Question, at_point
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.reading.numbers import exact
from symcalc.reading.sentences import enter_part
from symcalc.tutor.descent.figures import with_numbers
from symcalc.tutor.descent.methods import T, unquoted
from symcalc.tutor.extrema.numbers import said, shown, tidied
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.worded import worded
from symcalc.tutor.words import Words
from symcalc.tutor.words.descent_asides import DECIMAL, FAILS, WORDS
from symcalc.writing.text import text

KINDS = "inverse time decay|time decay|exponential decay|step decay|polynomial decay"
KINDS += "|cosine decay|cosine annealing|linear decay|decay|schedule|learning rate schedule"
LR = "lr|rate|learning rate"
AT = "at t =|with t =|at step|at epoch|at iteration|after"
UNITS = "steps|epochs|iterations"
LONG, FIGURES = 10_000, 9  # a denominator that is not read by a person; digits of the decimal
enter_part("of_t", r"[^:;?]*?(?<![A-Za-z])t(?![A-Za-z])[^:;?]*?")


@lesson(
    "schedule-formula",
    "learning rate {formula:of_t} at t = {t}",
    f"{{word:{KINDS}}} [{{lr:{LR}}} = ]{{formula:of_t}} {{at:{AT}}} {{t}}[ {{units:{UNITS}}}]",
    f"{{lr:{LR}}} {{at:{AT}}} {{t}}[ {{units:{UNITS}}}] {{of:of|with|for}} {{word:{KINDS}}} "
    f"[{{name:{LR}}} = ]{{formula:of_t}}",
)
def schedule_formula(formula: str, t: str, **between: str) -> Derivation:
    """The rate of step t where its formula is given.

    Examples
    --------
    >>> schedule_formula("0.2/(1 + 0.1 t)", "15").answer
    2/25
    """
    del between  # words
    body, step = read(formula), exact(t)
    strange = sorted(s.name for s in body.symbols if s != T)
    if strange:
        raise UnsupportedError(FAILS["letters"].format(names=", ".join(strange)), where=formula)
    question = asked("schedule-formula", body, formula=formula, t=t)
    return put_in(question, body, {T: step}, f"t = {text(shown(step))}")


def put_in(
    question: Question,
    formula: Notation,
    values: Mapping[sp.Symbol, sp.Expr],
    told: str,
    step: Words | None = None,
) -> Derivation:
    """The formula with its numbers; without t it stays a formula in t."""
    value = tidied(at_point(formula.expr, dict(values)))
    result = unquoted(arrange(value)) if value.free_symbols else shown(value)
    fields = {"t": said(values[T]) if T in values else "t", "given": told}
    rule, line = ("schedule-of" if step is None else "numbers-put-in"), result
    if not value.free_symbols:
        rule = "schedule-at" if step is None else rule
        line = with_numbers(formula, {s: float(v) for s, v in values.items()}, float(value))
    left = unquoted(build("relation", formula, result, text="="))
    table = WORDS if step is None else {rule: step}
    made = worded(table, rule, left, line, fields, "definition")
    check = Equal(formula.expr.subs(values), value)
    long = value.is_number and not (value.is_Rational and value.q < LONG)
    ending = DECIMAL.format(value=in_figures(float(value), FIGURES)) if long else ""
    return Derivation(question, formula, result, (made,), claims=(check,), ending=ending)
