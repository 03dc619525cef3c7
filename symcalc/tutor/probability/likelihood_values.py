"""The likelihood of draws under a law, or its logarithm: a number where the law has no letters."""

from __future__ import annotations

import re
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.primitives import arrange
from symcalc.steps import Step, Table
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.draws import Sample, rounded, sample_of, within
from symcalc.tutor.probability.event_lines import ending_of
from symcalc.tutor.probability.law import Distribution, law_of
from symcalc.tutor.probability.logarithm import logarithm
from symcalc.tutor.worded import worded
from symcalc.tutor.words.likelihood_values import FAILS, HINTS, NAMES, WORDS
from symcalc.writing.text import text

LABEL = re.compile(r"\s*\\?\w+\s*=\s*")
TABLED = 24
LOG = "{what:log-density|log density|log-pdf|log pdf|log-probability|log probability}"
OF = "{of:of|for|under}[ a][ an][ the]"
TOTAL = (
    "{what:log-likelihood|log likelihood|negative log-likelihood|negative log likelihood|NLL"
    "|likelihood}"
)


@lesson(
    "likelihood-value",
    "value of the {what} of {law} for the data {data}",
    f"{LOG} {OF} {{law:law}} at {{data:some}}",
    f"{TOTAL} {OF} {{law:law}} at[ the][ data|points|] {{data:some}}",
)
def likelihood_value(what: str, law: str, data: str, **_: str) -> Derivation:
    """The likelihood of draws, its logarithm, or the negative of that.

    Examples
    --------
    >>> likelihood_value("likelihood", "bernoulli(1/4)", "1, 0, 0").answer
    9/64

    Raises
    ------
    UnsupportedError
        If the support has letters, or the law cannot give the draws.
    """
    given, sample = law_of(law), sample_of(LABEL.sub("", data))
    if any(end.symbols for end in given.support):
        what_, hint = FAILS["moving"].format(law=given.name), HINTS["moving"]
        raise UnsupportedError(what_, hint=hint)
    within(sample, given)
    kind = kind_of(what)
    logs = logarithm(given.density)
    draws = sample.exact or tuple(sp.Float(float(v)) for v in sample.floats)
    parts = [sp.expand_log(logs.expr.subs(given.x, v), force=True) for v in draws]
    values = [given.density.expr.subs(given.x, v) for v in draws]
    if kind == "likelihood":
        value, whole = sp.Mul(*values), sp.Mul(*values)
    else:
        sign = -1 if kind.startswith("negative") else 1
        value = sp.expand(sign * sp.Add(*parts))
        whole = sign * sp.Add(*(sp.log(v) for v in values))
    after = arrange(value)
    shown = values if kind == "likelihood" else parts
    fields = {"law": given.name, "n": len(sample), "what": NAMES[kind], "x": given.x.name}
    density = given.density if kind == "likelihood" else logs
    first = worded(WORDS, "of-one-draw", given.density, density, fields, "implies")
    second = replace(
        worded(WORDS, f"of-all-{_how(kind)}", density, after, fields, "implies"),
        table=_table(given, sample, shown, kind),
    )
    steps: tuple[Step, ...] = (first, second)
    label = {"log-density": "ln f", "likelihood": "L", "log-likelihood": "ln L"}.get(kind, "−ln L")
    return Derivation(
        asked("likelihood-value", None, (given.x,), what=kind, law=given.name, data=sample.spelled),
        given.density,
        after,
        steps,
        conditions=given.conditions,
        remarks=given.remarks,
        claims=(Equal(whole, value),),
        ending="" if value.free_symbols else ending_of(label, value, after),
    )


def kind_of(what: str) -> str:
    """The spelling that is kept: log-likelihood for log likelihood.

    >>> kind_of("NLL"), kind_of("log pdf")
    ('negative log-likelihood', 'log-density')
    """
    said = " ".join(what.lower().replace("-", " ").split())
    if said in ("nll", "negative log likelihood"):
        return "negative log-likelihood"
    if said.startswith("log"):
        return "log-likelihood" if said.endswith("likelihood") else "log-density"
    return "likelihood"


def _how(kind: str) -> str:
    return {"likelihood": "multiplied", "negative log-likelihood": "negated"}.get(kind, "added")


def _table(law: Distribution, sample: Sample, shown: list[sp.Expr], kind: str) -> Table:
    """Each draw with its density, or the logarithm of that."""
    head = (notation.name(law.x), "f" if kind == "likelihood" else "ln f")
    draws = sample.exact or tuple(sp.Float(float(v)) for v in sample.floats)
    rows = [(text(rounded(v)), text(arrange(part))) for v, part in zip(draws, shown, strict=True)]
    if len(rows) > TABLED:
        rows = [*rows[: TABLED - 2], ("…", "…"), rows[-1]]
    return Table(head, tuple(rows))
