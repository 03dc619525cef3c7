"""A law described: density, total mass, mean, variance, logarithm, score, Fisher information."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.notation import Notation
from symcalc.plotting import distributions
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.diff import Part, differentiated
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.average_parts import (
    UNTOLD,
    finite,
    from_one,
    infinite,
    listed,
    means,
    moments,
    stated,
    variance_of,
)
from symcalc.tutor.probability.averages import Averaged, averaged
from symcalc.tutor.probability.described import Described
from symcalc.tutor.probability.estimates import trial_of
from symcalc.tutor.probability.law import Distribution, Given, law_of
from symcalc.tutor.probability.logarithm import logarithm
from symcalc.tutor.probability.mass import mass_step, need_density
from symcalc.tutor.probability.placing import placed
from symcalc.tutor.words.distributions import REMARKS, SAYS
from symcalc.writing.text import text

# Of letters in a picture, where the law admits them.
USUAL = {"mu": 0, "m": 0, "sigma": 1, "s": 1, "lambda": 1, "a": 2, "b": 3, "n": 10}

FEW = 12  # probabilities that a sentence lists


@lesson(
    "distribution",
    "distribution {law}[ at {point}]",
    *(
        f"{word} {of}[ the] {{law:law}}"
        for word in ("density", "pdf", "pmf", "density function", "probability density function")
        for of in ("of", "for")
    ),
)
def distribution(law: Given, point: str = "") -> Described:
    """Work out what describes a law.

    Raises
    ------
    UnsupportedError
        If there is no such law, or its parameters are none that it can have.

    Examples
    --------
    >>> distribution("beta(2, 5)").mean
    2/7
    """
    given = law_of(law)
    wrong = need_density(given)
    if wrong is not None:
        return wrong
    first, mass = _density(given), mass_step(given)
    mean, second = means(given)
    logs = logarithm(given.density)
    parts = {s: differentiated(_with(logs, s), s, "∂") for s in given.letters if _smooth(given, s)}
    informed = [_information(given, s, part) for s, part in parts.items()]
    steps = [first, *mass.steps, *moments(given, mean, second)]
    steps.append(stated("log-density", logs, given.density, {"what": _kind(given)}, "implies"))
    steps += [_score(s, part) for s, part in parts.items()]
    steps += [step for steps_, _, _ in informed for step in steps_]
    remarks = [r for _, _, rs in informed for r in rs]
    remarks += _mixed(given, parts)
    remarks += dict.fromkeys(unsmooth(given, s) for s in given.letters if s not in parts)
    told = _told(given, tuple(steps), mean, second, mass.claims)
    told = replace(
        told,
        remarks=(*told.remarks, *remarks),
        log_density=logs.expr,
        score={s.name: part.after.expr for s, part in parts.items()},
        information={
            s.name: v for s, (_, v, _) in zip(parts, informed, strict=True) if v is not None
        },
        claims=(*told.claims, *_slopes(parts)),
    )
    return placed(told, given, point)


def _kind(law: Distribution) -> str:
    return "probability" if law.discrete else "density"


def _density(law: Distribution) -> Step:
    """The density, and where it holds."""
    fields = {"x": text(notation.name(law.x)), "what": _kind(law)}
    fields |= {"low": text(law.support[0]), "high": text(law.support[1]), "law": law.name}
    fields["parameters"] = _parameters(law)
    says = SAYS["own" if law.law is None else "discrete" if law.discrete else "continuous"]
    titled = {"what": _kind(law).capitalize(), "says": says.format(**fields).strip()}
    return stated("density", law.density, law.density, titled, "implies")


def _parameters(law: Distribution) -> str:
    """What each parameter of a row is."""
    if law.law is None:
        return ""
    if not law.law.parameters:
        values, chances = zip(*((text(v), text(p)) for v, p in law.weights[:FEW]), strict=True)
        more = ", …" if len(law.weights) > FEW else ""
        fields = {"values": ", ".join(values) + more, "chances": ", ".join(chances) + more}
        return SAYS["each"].format(**fields)
    pairs = zip(law.parameters, law.law.meanings, strict=False)
    said = ", ".join(f"{text(p)} is {m}" for p, m in pairs) + "."
    return said if law.parameters[0].head == "name" else said.capitalize()


def _with(logs: Notation, letter: sp.Symbol) -> Notation:
    """The terms of a logarithm in which a letter stands."""
    return notation.add(*(t for t in notation.signed_terms(logs) if letter in t.symbols))


def _smooth(law: Distribution, letter: sp.Symbol) -> bool:
    """Whether there is a score to be had: no moving support, no kink, no whole number."""
    counting = law.law is not None and law.law.parameters[:1] == ("n",)
    whole = counting and law.parameters[0].expr == letter
    kinked = law.density.expr.has(sp.Abs) and any(
        a.has(letter) for a in law.density.expr.atoms(sp.Abs)
    )
    moving = any(letter in end.symbols for end in law.support)
    linked = counting_on_one(law)
    return not (whole or kinked or moving or linked)


def counting_on_one(law: Distribution) -> bool:
    """Whether the letters are bound to each other: probabilities that sum to one."""
    return law.law is not None and not law.law.parameters and bool(law.letters)


def unsmooth(law: Distribution, letter: sp.Symbol) -> str:
    """Why there is no score in a letter."""
    if counting_on_one(law):
        return REMARKS["bound"]
    if law.law is not None and law.law.parameters[:1] == ("n",):
        return REMARKS["whole"].format(theta=text(notation.name(letter)))
    moving = any(letter in end.symbols for end in law.support)
    if law.law is not None and law.law.name == "laplace":
        scale = law.parameters[1]
        shown = f"({text(scale)})" if scale.parts else text(scale)
        fields = {"theta": text(notation.name(letter)), "x": law.x.name, "scale": shown}
        return REMARKS["kink-centre"].format(**fields)
    said = REMARKS["support-moves" if moving else "kink"]
    return said.format(theta=text(notation.name(letter)), x=law.x.name)


def _score(letter: sp.Symbol, part: Part) -> Step:
    fields = {"theta": text(notation.name(letter))}
    step = stated("first-derivative", part.after, part.steps[0].before, fields, "equal")
    return replace(step, substeps=part.steps)


def _information(
    law: Distribution, letter: sp.Symbol, part: Part
) -> tuple[list[Step], sp.Expr | None, list[str]]:
    """The mean of −∂²/∂θ² ln f."""
    theta = text(notation.name(letter))
    curved = differentiated(part.after, letter, "∂").after
    second = arrange(-curved.expr, like=part.after)
    try:
        if law.law is not None and law.law.name in UNTOLD:
            raise NotFoundError(REMARKS["no-information"])
        mean = _averaged(second, law)
    except (NotFoundError, UnsupportedError):
        return [], None, [REMARKS["no-information"].format(theta=theta)]
    value = from_one(_closed(mean))
    fields = {"theta": theta, "second": text(second)}
    return [stated("fisher", arrange(value), second, fields, "implies")], value, []


def _closed(value: sp.Expr) -> sp.Expr:
    """Without ψ′, where ψ′(a + 1) = ψ′(a) − 1/a² cancels it."""
    if not value.has(sp.polygamma):
        return value
    opened = sp.simplify(sp.expand_func(value))
    return value if opened.has(sp.polygamma) else opened


def _mixed(law: Distribution, parts: dict[sp.Symbol, Part]) -> list[str]:
    """Entries of the information matrix beside the diagonal, where they are not 0."""
    said = []
    for one, other in combinations(parts, 2):
        second = differentiated(parts[one].after, other, "∂").after
        if second.expr == 0 or law.x in second.symbols:
            continue
        names = {"one": text(notation.name(one)), "other": text(notation.name(other))}
        value = text(arrange(-second.expr))
        said.append(REMARKS["not-alone"].format(value=value, **names))
    return said


def _averaged(body: Notation, law: Distribution) -> sp.Expr:
    """The mean of a formula that is a polynomial in x, term by term; of any other by E's ways."""
    if law.x not in body.symbols:
        return body.expr
    poly = sp.Poly(sp.expand(body.expr), law.x) if body.expr.is_polynomial(law.x) else None
    subject = listed(law)
    if poly is None or poly.degree() > 2:
        return averaged(body, law.x, subject).after.expr
    x = notation.name(law.x)
    bodies = {1: x, 2: notation.power(x, notation.number(2))}
    means = {0: sp.S.One} | {
        k: averaged(bodies[k], law.x, subject).after.expr for (k,) in poly.monoms() if k
    }
    whole = sp.Add(*(c * means[k] for (k,), c in poly.terms()))
    return sp.factor(sp.together(sp.expand(whole)))


def _slopes(parts: dict[sp.Symbol, Part]) -> tuple[Claim, ...]:
    return tuple(Equal(part.steps[0].before.expr, part.after.expr) for part in parts.values())


def _told(
    law: Distribution,
    steps: tuple[Step, ...],
    mean: Averaged | None,
    second: Averaged | None,
    claims: Sequence[Claim],
) -> Described:
    kept = [m for m in (mean, second) if m is not None and not m.ending]
    value = mean.after.expr if mean is not None and finite(mean) else None
    both = mean is not None and second is not None and len(kept) == 2
    variance = variance_of(mean, second) if both and mean and second else None
    if finite(mean) and infinite(second):
        variance = sp.oo
    return Described(
        asked("distribution", law.density, (law.x,), law=law.name),
        notation.name(sp.Symbol("f")),
        law.density,
        steps,
        conditions=law.conditions,
        remarks=law.remarks,
        claims=(*claims, *(() if counting_on_one(law) else (c for m in kept for c in m.claims))),
        picture=partial(distributions.gallery, (pictured(law),)),
        mean=value,
        variance=variance,
    )


def pictured(law: Distribution) -> distributions.Curve:
    """A law as plain data for its picture; letters get numbers."""
    values = dict(trial_of(law, sp.Symbol("n")).values)
    usual = values | {s: sp.Integer(USUAL[s.name]) for s in law.letters if s.name in USUAL}
    if not any(c.xreplace(usual) == sp.false for c in law.conditions):
        values = usual
    low, high = (float(end.xreplace(values)) for end in law.ends)
    named = ", ".join(f"{text(notation.name(s))} = {text(arrange(v))}" for s, v in values.items())
    title = f"{law.name} with {named}" if named else law.name
    return distributions.Curve(
        title, law.density.expr.xreplace(values), law.x, (low, high), law.discrete
    )
