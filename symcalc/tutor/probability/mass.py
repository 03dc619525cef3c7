"""The total mass of a law: one, or what mends it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.checking.definite import AreaIs
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.areas.parts import integral
from symcalc.tutor.lessons import asked
from symcalc.tutor.probability.average_parts import stated
from symcalc.tutor.probability.claims import MeanIs, SumIs
from symcalc.tutor.probability.constant import constant_of, total, with_value
from symcalc.tutor.probability.described import Described
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.words.distributions import FAILS, MASS, SAYS
from symcalc.tutor.words.expectation import SUMMED
from symcalc.writing.text import text

CLOSE = 1e-9


@dataclass(frozen=True)
class Mass:
    """Steps that tell the total mass, and what bears it out."""

    steps: tuple[Step, ...]
    claims: tuple[Claim, ...]


def mass_step(law: Distribution) -> Mass:
    """The total mass of a law is one, and why."""
    whole = _whole(law)
    line = build("relation", whole, notation.number(1), text="=")
    fields = {"mass": "probability" if law.discrete else "mass"}
    if law.law is None:
        found = integral(law.density, law.x, *law.ends)
        step = stated("total-mass", line, whole, {**fields, "why": SAYS["integrated"]}, "implies")
        return Mass((replace(step, substeps=found.steps),), (_claim(law),))
    letters = dict(zip(law.law.parameters, map(text, law.parameters), strict=False))
    named = [f"{text(read(k))} = {v}" for k, v in letters.items() if text(read(k)) != v]
    fields |= {"here": f", here with {', '.join(named)}" if named else ""}
    fields |= {"share": text(law.density), "x": text(notation.name(law.x))}
    why = MASS[law.law.name].format(**letters, **fields)
    step = stated("total-mass", line, whole, {**fields, "why": why}, "implies")
    return Mass((step,), (_claim(law),))


def _claim(law: Distribution) -> Claim:
    if law.law is not None and not law.law.parameters:
        total = sp.Add(*(p.expr for _, p in law.weights))
        return Equal(total.xreplace(_bound(law)), sp.S.One)
    if law.discrete:
        return SumIs(law.density.expr, law.x, law.ends, sp.S.One, law.conditions, SUMMED)
    if law.law is not None and law.law.name == "gamma":
        return AreaIs(_whole(law).expr, sp.S.One, law.conditions)
    return MeanIs(law.density.expr, law.x, law.ends, sp.S.One)


def _bound(law: Distribution) -> dict[sp.Basic, sp.Expr]:
    """The last probability in terms of the others."""
    *others, last = (p.expr for p in law.parameters)
    return {last: 1 - sp.Add(*others)} if isinstance(last, sp.Symbol) else {}


def _whole(law: Distribution) -> Notation:
    """The integral of the density, or the sum of the probabilities."""
    if law.weights and law.law is not None and not law.law.parameters:
        return notation.add(*(p for _, p in law.weights))
    head = "summation" if law.discrete else "integral"
    return build(head, law.density, notation.name(law.x), *law.support)


def need_density(law: Distribution) -> Described | None:
    """None where a density of the user's own has the mass one, else what is wrong with it."""
    if law.law is not None:
        return None
    try:
        found = total(law)
    except (NotFoundError, UnsupportedError):
        return _wrong(law, (), law.density, FAILS["unknown"], ())
    value, claims = found.value, found.claims
    line = build("relation", _whole(law), arrange(value), text="=")
    step = stated(
        "total-mass", line, _whole(law), {"mass": "mass", "why": SAYS["integrated"]}, "implies"
    )
    steps = (replace(step, substeps=found.steps),)
    if found.ending or (not value.is_finite and not value.free_symbols):
        return _wrong(law, steps, law.density, FAILS["infinite"], claims)
    if value.free_symbols:
        return _with_letter(law, value, steps, claims)
    if abs(float(value) - 1) < CLOSE:
        return None
    mended = notation.multiply(arrange(1 / value), law.density)
    told = FAILS["mass"].format(
        mass=text(arrange(value)), factor=text(arrange(1 / value)), density=text(mended)
    )
    return _wrong(law, steps, mended, told, claims)


def _with_letter(
    law: Distribution, mass: sp.Expr, steps: tuple[Step, ...], claims: tuple[Claim, ...]
) -> Described | None:
    """For which value of its letter a formula is a density; None where it is one for all."""
    if _always_one(mass):
        return None
    found = constant_of(law, mass)
    if found is not None:
        letter, solved = found
        fields = {"letter": text(notation.name(letter)), "value": text(arrange(solved))}
        told = FAILS["letter"].format(mass=text(arrange(mass)), **fields)
        return _wrong(law, steps, with_value(law, letter, solved).density, told, claims)
    told = FAILS["mass"].format(
        mass=text(arrange(mass)),
        factor=text(arrange(1 / mass)),
        density=text(arrange(law.density.expr / mass)),
    )
    return _wrong(law, steps, arrange(law.density.expr / mass), told, claims)


def _always_one(mass: sp.Expr) -> bool:
    positive = {s: sp.Symbol(s.name, positive=True) for s in mass.free_symbols}
    return bool(sp.simplify(mass.xreplace(positive) - 1) == 0)


def _wrong(
    law: Distribution,
    steps: tuple[Step, ...],
    mended: Notation,
    ending: str,
    claims: tuple[Claim, ...],
) -> Described:
    question = asked("distribution", law.density, (law.x,), law=law.name)
    given = stated(
        "density",
        law.density,
        law.density,
        {
            "what": "Given",
            "says": SAYS["own"].format(
                what="formula", x=law.x.name, low=text(law.support[0]), high=text(law.support[1])
            ),
        },
        "implies",
    )
    return Described(
        question,
        law.density,
        mended,
        (given, *steps),
        remarks=law.remarks,
        claims=claims,
        ending=ending,
    )
