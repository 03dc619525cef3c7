"""Short questions beside a run: clipping, thresholds, line searches, smoothness, best rates."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.reading import read, right_side
from symcalc.reading.arrays import numbers
from symcalc.tutor.descent import rate_steps
from symcalc.tutor.descent.bowl import bowl_of, derivative_steps
from symcalc.tutor.descent.convergence import DESCENT, SIZE, convergence
from symcalc.tutor.descent.letters import place_of
from symcalc.tutor.descent.rates import Rates
from symcalc.tutor.descent.speed import slopes
from symcalc.tutor.extrema.numbers import said, shown, tidied
from symcalc.tutor.extrema.records import Function, place_said
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.worded import worded
from symcalc.tutor.words.descent_asides import ENDINGS, FAILS, HINTS, WORDS
from symcalc.writing.text import text

NORM = "[{a:a|the} ][{max:maximum|maximal|max} ]{norm:norm|length}[ {most:at most|of|of at most}]"
WAYS = ("by value", "elementwise", "element-wise", "componentwise")
VALUE = f"{{by:{'|'.join(f'{way}{to}' for to in (' to', ' at', '') for way in WAYS)}}}"


def _several(given: str) -> list[sp.Expr]:
    found = numbers(given)
    return list(found) if isinstance(found, list) else [found]


def _positive(name: str, given: str) -> sp.Expr:
    (value,) = _several(given)
    if not value > 0:
        raise UnsupportedError(FAILS["positive"].format(name=name, value=given))
    return value


def _written(values: list[sp.Expr]) -> Notation:
    parts = [shown(v) for v in values]
    return parts[0] if len(parts) == 1 else build("vector", *parts)


def _claims(told: list[sp.Expr], meant: list[sp.Expr]) -> tuple[Claim, ...]:
    return tuple(Equal(a, b) for a, b in zip(told, meant, strict=True))


@lesson(
    "clipped",
    "clipping of {g} to norm {c}",
    f"clip [the ][gradient ]{{g:list}} {{to:to|at}} {NORM} {{c}}",
    f"gradient {{g:list}} clipped {{to:to|at}} {NORM} {{c}}",
    f"clipped gradient of {{g:list}} {{to:to|at|with}} {NORM} {{c}}",
)
def clipped(g: str, c: str, **between: str) -> Derivation:
    """A gradient that is made shorter where it is too long.

    Examples
    --------
    >>> clipped("(6, 8)", "5").answer
    Matrix([
    [3],
    [4]])
    """
    del between  # words
    parts, most = _several(g), _positive("the norm", c)
    size = tidied(sp.sqrt(sum(v**2 for v in parts)))
    rule = "clipped" if size > most else "short"
    found = [tidied(v * sp.Min(1, most / size)) if size else v for v in parts]
    about, result = _written(parts), _written(found)
    fields = {"g": text(about), "c": said(most)}
    steps = (
        worded(WORDS, "length", about, shown(size), fields, "definition"),
        worded(WORDS, rule, about, result, fields, "definition"),
    )
    length = sp.Min(most, size)
    ends = [sp.sqrt(sum(v**2 for v in found)), *(v * size for v in found)]
    meant = [length, *(v * length for v in parts)]
    question = asked("clipped", about, g=g, c=c)
    return Derivation(question, about, result, steps, claims=_claims(ends, meant))


@lesson(
    "clipped-by-value",
    "clipping of {g} by value {c}",
    f"clip [the ][gradient ]{{g:list}} {VALUE} {{c}}",
    f"gradient {{g:list}} clipped {VALUE} {{c}}",
)
def clipped_by_value(g: str, c: str, **between: str) -> Derivation:
    """Each part on its own."""
    del between  # words
    parts, most = _several(g), _positive("the bound", c)
    return _each("clipped-by-value", "by-value", parts, most, g=g, c=c)


@lesson(
    "soft-threshold",
    "soft thresholding of {x} with lambda {c}",
    "{soft:soft thresholding|soft threshold|soft-thresholding|soft-threshold|shrinkage} of {x} "
    "{with:with|at|by} [{name:lambda|threshold|λ} ][{sign:=} ]{c}",
)
def soft_threshold(x: str, c: str, **between: str) -> Derivation:
    """Each number nearer to 0 by λ, and 0 where it is not larger.

    Examples
    --------
    >>> soft_threshold("3", "1").answer
    2
    """
    del between  # words
    return _each("soft-threshold", "soft", _several(x), _positive("λ", c), x=x, c=c)


def _each(kind: str, rule: str, parts: list[sp.Expr], most: sp.Expr, **said_: str) -> Derivation:
    """What is done to each number by itself."""
    if rule == "soft":
        found = [sp.sign(v) * sp.Max(abs(v) - most, 0) for v in parts]
        meant = [v - sp.Max(-most, sp.Min(most, v)) for v in parts]
    else:
        found = [sp.Max(-most, sp.Min(most, v)) for v in parts]
        meant = [(abs(v + most) - abs(v - most)) / 2 for v in parts]
    about, result = _written(parts), _written([tidied(v) for v in found])
    steps = (worded(WORDS, rule, about, result, {"c": said(most)}, "definition"),)
    claims = _claims(found, meant)
    return Derivation(asked(kind, about, **said_), about, result, steps, claims=claims)


def _quadratic(formula: str) -> Rates:
    body = right_side(read(formula))
    named = Function.of(body, natural_order(body.symbols) or (sp.Symbol("x"),))
    if sp.hessian(named.expr, named.wrt).free_symbols:
        told = FAILS["not-quadratic"].format(f=text(body))
        raise UnsupportedError(told, where=formula, hint=HINTS["not-quadratic"])
    return Rates(bowl_of(named))


@lesson(
    "lipschitz",
    "Lipschitz constant of the gradient of {formula}",
    "{what:smoothness constant|Lipschitz constant of grad|gradient Lipschitz constant} {of:of|for} "
    "{formula}",
)
def lipschitz(formula: str, **between: str) -> Derivation:
    """The largest curvature of a quadratic formula.

    Examples
    --------
    >>> lipschitz("x^2 + 10y^2").answer
    20
    """
    del between  # words
    run = _quadratic(formula)
    body = run.bowl.named.body
    most = max((abs(d.curvature) for d in run.bowl.spectrum.directions), key=float)
    result = shown(most)
    steps = [*derivative_steps(run.bowl), rate_steps.curvatures(run)]
    steps.append(worded(WORDS, "smoothness", steps[-1].after, result, {}, "definition"))
    return Derivation(
        asked("lipschitz", body, run.bowl.named.wrt, formula=formula),
        body,
        result,
        tuple(steps),
        claims=tuple(slopes(run.bowl)),
        ending=ENDINGS["lipschitz"].format(value=said(most)),
    )


@lesson(
    "strong-convexity",
    "strong convexity constant of {formula}",
    "{what:strong convexity parameter|strong-convexity constant|strong convexity constant|"
    "modulus of strong convexity} {of:of|for} {formula}",
)
def strong_convexity(formula: str, **between: str) -> Derivation:
    """The smallest curvature of a quadratic formula that bends up.

    Examples
    --------
    >>> strong_convexity("x^2 + 10y^2").answer
    2
    """
    del between  # words
    run = _quadratic(formula)
    body = run.bowl.named.body
    least = min((d.curvature for d in run.bowl.spectrum.directions), key=float)
    if not float(least) > 0:
        raise UnsupportedError(FAILS["bends"].format(f=text(body)), where=formula)
    steps = [*derivative_steps(run.bowl), rate_steps.curvatures(run)]
    steps.append(worded(WORDS, "bending", steps[-1].after, shown(least), {}, "definition"))
    return Derivation(
        asked("strong-convexity", body, run.bowl.named.wrt, formula=formula),
        body,
        shown(least),
        tuple(steps),
        claims=tuple(slopes(run.bowl)),
        ending=ENDINGS["bending"].format(value=said(least)),
    )


@lesson(
    "best-rate",
    "best fixed rate for {formula}",
    f"{{best:best|optimal|fastest}} [{{fixed:fixed|constant}} ]{SIZE} {{for:for|of}} "
    f"[{DESCENT} {{on:on|for}} ]{{formula}}",
)
def best_rate(formula: str, **between: str) -> Derivation:
    """2/(μ + L), where there is a minimum.

    Examples
    --------
    >>> best_rate("x^2 + 10y^2").answer
    1/11
    """
    del between  # words
    found = convergence(formula)
    question = asked("best-rate", found.asked, found.question.wrt, formula=formula)
    if found.conditions or not (found.best_rate.is_number and found.best_rate > 0):
        return replace(found, question=question)
    rate, factor = said(found.best_rate), said(found.best_factor)
    ending = ENDINGS["best"].format(rate=rate, factor=factor)
    return replace(found, question=question, result=shown(found.best_rate), ending=ending)


@lesson(
    "line-search",
    "exact line search for {formula} from {start}",
    "exact line search {on:on|for|of} {formula} {from:from|starting at|starting from|at} {start}",
    "exact line search {along:along the negative gradient|along the gradient} of {formula} "
    "{from:from|starting at|at} {start}",
    "{method:gradient descent|steepest descent} with exact line search {on:on|for} {formula} "
    "{from:from|starting at|starting from|at} {start}",
    "{best:best|optimal|exact} step size {along:along the negative gradient|along the gradient} of "
    "{formula} {from:from|at} {start}",
)
def line_search(formula: str, start: str, **between: str) -> Derivation:
    """The best step along the negative gradient of a quadratic formula.

    Examples
    --------
    >>> line_search("x^2 + 3y^2", "(4, 2)").answer
    Matrix([
    [ 72/31],
    [-16/31]])
    """
    del between  # words
    run = _quadratic(formula)
    named, surface = run.bowl.named, run.bowl.surface
    if "=" not in start:
        values = _several(start)
        start = ", ".join(f"{x} = {v}" for x, v in zip(named.wrt, values, strict=False))
    place = place_of(start, named.wrt) or {}
    g = sp.Matrix([s.subs(place) for s in surface.gradient])
    gg, ghg = g.dot(g), (g.T * surface.hessian * g)[0]
    if not gg:
        raise UnsupportedError(FAILS["still"], where=place_said(place))
    if not ghg > 0:
        raise UnsupportedError(FAILS["line"].format(f=text(named.body)), where=formula)
    t = tidied(gg / ghg)
    end = {x: tidied(place[x] - t * s) for x, s in zip(named.wrt, g, strict=True)}
    result = _written(list(end.values()))
    fields = {"point": place_said(place), "g": text(_written(list(g))), "t": said(t)}
    fields |= {"gg": said(gg), "ghg": said(ghg)}
    about = named.body
    steps = [*derivative_steps(run.bowl)]
    steps.append(worded(WORDS, "line-gradient", about, _written(list(g)), fields, "definition"))
    steps.append(worded(WORDS, "line-step", about, shown(t), fields, "definition"))
    steps.append(worded(WORDS, "line-end", about, result, fields, "definition"))
    value = said(tidied(named.expr.subs(end)))
    turned = sum(g[k] * s.subs(end) for k, s in enumerate(surface.gradient))
    return Derivation(
        asked("line-search", about, named.wrt, formula=formula, start=start),
        about,
        result,
        tuple(steps),
        claims=(*slopes(run.bowl), Equal(sp.simplify(turned), sp.S.Zero)),
        ending=ENDINGS["line"].format(t=said(t), point=place_said(end), value=value),
    )
