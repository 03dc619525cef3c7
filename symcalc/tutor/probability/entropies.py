"""The lessons on entropy, cross-entropy and divergence of listed probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import decimal, in_figures
from symcalc.notation import Notation, add
from symcalc.plotting.information import bars, curve
from symcalc.primitives import arrange
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.areas.parts import equal, near
from symcalc.tutor.conditions import simplified
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.asked_entropies import CROSS, DIVERGENCE, ENTROPY
from symcalc.tutor.probability.chances import chance
from symcalc.tutor.probability.claims import Unbounded
from symcalc.tutor.probability.continuous import of_laws
from symcalc.tutor.probability.information import (
    BASES,
    NAMES,
    Mean,
    logarithm,
    paired,
    unit_of,
    unit_said,
)
from symcalc.tutor.probability.masses import Masses, counts_of, places
from symcalc.tutor.probability.monte_carlo import values_of
from symcalc.tutor.probability.subject import Subject, subject_of, subjects_of
from symcalc.tutor.worded import worded
from symcalc.tutor.words.information import (
    BASE,
    EQUAL,
    FAILS,
    FROM_TO,
    HINTS,
    LAWS,
    NATS,
    SHARE,
    VERDICT,
    WORDS,
    ZERO,
)
from symcalc.writing.text import text

FEW_SHOWN = 12  # terms of a sum that is written out
FEW = 8  # terms that are added in a line
CLOSE = 1e-12


@lesson("entropy", *ENTROPY)
def entropy(
    p: str, unit: str = "", kind: str = "", counted: str = "", two: str = "", **_: str
) -> Derivation:
    """The entropy of listed probabilities, or of a law.

    Examples
    --------
    >>> print(entropy("(0.5, 0.25, 0.25)", "bits").ending)
    H(p) = 3/2 bits
    """
    del kind
    if two and not p.startswith(("(", "[")):
        return _binary(p, unit or "bits")
    base, law = unit_of(unit or "e"), counts_of(p) if counted else subject_of(p)
    if not isinstance(law, Masses):
        return of_laws("entropy", law, law, base)
    mean = Mean("entropy", law, law, base)
    told = _opened(mean, p=str(law), unit=unit_said(base))
    return _finished(told, mean, [_largest(mean)] if not mean.lettered and len(law) > 1 else [])


def _binary(p: str, unit: str) -> Derivation:
    """H(p, 1 − p), which is counted in bits unless another unit is said."""
    share = chance(p)
    rest = arrange(1 - share.expr, like=share)
    return entropy(f"({text(share)}, {text(rest)})", unit)


@lesson("cross-entropy", *CROSS)
def cross_entropy(p: str, q: str, unit: str = "", **_: str) -> Derivation:
    """What it costs to code outcomes of p by q: entropy of p and divergence together."""
    base, ours, theirs = unit_of(unit or "e"), *subjects_of(p, q)
    if not (isinstance(ours, Masses) and isinstance(theirs, Masses)):
        return _laws("cross-entropy", ours, theirs, base)
    ours, theirs = paired(ours, theirs)
    mean = Mean("cross-entropy", ours, theirs, base)
    told = _opened(mean, p=str(ours), q=str(theirs), unit=unit_said(base))
    plain = mean.impossible is None and not mean.lettered
    return _finished(told, mean, [_split(mean)] if plain and len(mean.terms) > 1 else [])


@lesson("kl-divergence", *DIVERGENCE)
def kl(p: str, q: str, unit: str = "", way: str = "", **_: str) -> Derivation:
    """The divergence of p from q, why it is not negative, and that it is not symmetric."""
    found = _divergence(p, q, unit)
    remark = (FROM_TO.format(p=p, q=q),) if way else ()
    return replace(found, remarks=(*remark, *found.remarks))


def _divergence(p: str, q: str, unit: str) -> Derivation:
    base, ours, theirs = unit_of(unit or "e"), *subjects_of(p, q)
    if not (isinstance(ours, Masses) and isinstance(theirs, Masses)):
        return _laws("kl", ours, theirs, base)
    ours, theirs = paired(ours, theirs)
    mean = Mean("kl", ours, theirs, base)
    told = _opened(mean, p=str(ours), q=str(theirs), unit=unit_said(base))
    if mean.impossible is not None or mean.lettered:
        return _finished(told, mean, [])
    found = _finished(told, mean, [_jensen(mean), _other_way(mean)])
    if base != "e" or abs(mean.near) < CLOSE:
        return found
    bits = in_figures(Mean("kl", ours, theirs, "2").near)
    return replace(found, remarks=(*found.remarks, NATS.format(bits=bits)))


def _laws(kind: str, p: Subject, q: Subject, base: str) -> Derivation:
    if isinstance(p, Masses) or isinstance(q, Masses):
        raise UnsupportedError(FAILS["kinds"], hint=HINTS["kinds"])
    return of_laws(kind, p, q, base)


def _units(mean: Mean) -> str:
    return mean.unit[:-1] if mean.value == 1 else mean.unit


def _opened(mean: Mean, **parts: str) -> Derivation:
    """The sum with the numbers in it."""
    zero = ZERO.format(log=mean.log) if 0 in mean.p.values else ""
    fields = {"log": mean.log, "base": BASE[mean.base], "zero": zero}
    law = replace(read(LAWS[mean.kind]), remarks=())
    line = mean.whole if len(mean.terms) <= FEW_SHOWN else law
    step = replace(_step(mean.kind, line, line, fields, "definition"), table=mean.table(), law=law)
    kind = "kl-divergence" if mean.kind == "kl" else mean.kind
    return Derivation(
        asked(kind, None, (), **parts),
        line,
        line,
        (step,),
        conditions=(*mean.p.conditions, *mean.q.conditions),
        remarks=tuple(dict.fromkeys((*mean.p.remarks, *mean.q.remarks))),
        claims=(mean.claim(),) if mean.impossible is None else (_grows(mean),),
        picture=partial(_drawn, mean),
    )


def _grows(mean: Mean) -> Unbounded:
    at = tuple(places(mean.p, mean.q))
    return Unbounded(mean.p.values[mean.impossible or 0], at or ({},))


def _finished(told: Derivation, mean: Mean, more: Sequence[Step]) -> Derivation:
    """The sum worked out, and what else there is to say of it."""
    if mean.impossible is not None:
        return _infinite(told, mean)
    conditions = simplified(told.conditions)
    if mean.lettered:
        return replace(told, conditions=conditions)
    steps = [*told.steps, *_added(mean), *more]
    exact = mean.value.is_Rational
    value, sign = (arrange(mean.value), "=") if exact else (decimal(mean.near), "≈")
    return replace(
        told,
        result=value if exact or len(mean.terms) > FEW_SHOWN else mean.whole,
        steps=tuple(steps),
        told=None if len(mean.terms) <= FEW_SHOWN else sp.Float(mean.near),
        ending=f"{NAMES[mean.kind]} {sign} {text(value)} {_units(mean)}",
    )


def _added(mean: Mean) -> list[Step]:
    """The terms in decimals, and their sum; of a single one, that it is alone."""
    if len(mean.terms) == 1 and mean.kind == "cross-entropy":
        ((i, _, q),) = mean.terms
        fields = {"k": i + 1, "log": mean.log, "q": text(q)}
        line = near(mean.whole, decimal(mean.near))
        return [_step("one-hot", mean.whole, line, fields, "implies")]
    if not 1 < len(mean.terms) <= FEW:
        return []
    line = _line(mean.shares(), mean.near)
    return [_sure(_step("add-terms", mean.whole, line, {}, "implies"), line)]


def _line(terms: Sequence[Notation], value: float) -> Notation:
    """Rounded terms and what they come to; an equation where nothing is rounded."""
    left, right = add(*terms), decimal(value)
    exact = sum(t.expr for t in terms) == sp.Rational(str(value))
    return equal(left, right) if exact else near(left, right)


def _sure(step: Step, line: Notation) -> Step:
    """A sum of rounded numbers, once it is sure that it comes to what is said."""
    left, right = (float(part.expr) for part in line.parts)
    if abs(left - right) > 1e-5 * max(1.0, abs(right)):
        raise AssertionError(f"the step {step.rule} is wrong: {text(line)}")
    return step


def _infinite(told: Derivation, mean: Mean) -> Derivation:
    i = mean.impossible or 0
    fields = {"k": i + 1, "p": text(mean.p.probabilities[i]), "log": mean.log}
    step = _step("infinite", mean.whole, mean.whole, fields, "implies")
    return replace(told, steps=(*told.steps, step), ending=f"{NAMES[mean.kind]} = ∞")


def _largest(mean: Mean) -> Step:
    count = len(mean.p)
    most = float(sp.log(count) / BASES[mean.base])
    share = SHARE.format(percent=in_figures(100 * mean.near / most, 3))
    fields = {"n": count, "log": mean.log, "most": in_figures(most), "share": share}
    line = arrange(sp.Integer(count))
    bound = logarithm(line, mean.base)
    return _step("largest", mean.whole, near(bound, decimal(most)), fields, "implies")


def _split(mean: Mean) -> Step:
    """H(p, q) = H(p) + KL, each worked out by itself."""
    own = Mean("entropy", mean.p, mean.p, mean.base)
    lost = Mean("kl", mean.p, mean.q, mean.base)
    if abs(own.near + lost.near - mean.near) > CLOSE * max(1.0, mean.near):
        raise AssertionError("entropy and divergence are not the cross-entropy")
    line = _line([decimal(own.near), decimal(lost.near)], mean.near)
    return _sure(_step("split", mean.whole, line, {}, "implies"), line)


def _jensen(mean: Mean) -> Step:
    mass = sum(q for p, q in zip(mean.p.values, mean.q.values, strict=True) if p != 0)
    if mean.near < -CLOSE:
        raise AssertionError(f"a divergence is not negative, and this is {mean.near}")
    same = all(p == q for p, q in zip(mean.p.values, mean.q.values, strict=True))
    fields = {
        "log": mean.log,
        "mass": text(arrange(mass)) if mass == 1 else in_figures(mass, 4),
        "sign": "=" if mass == 1 else "<",
        "equal": EQUAL[same],
    }
    line = Notation("relation", (decimal(mean.near), arrange(sp.S.Zero)), ">=", sp.Ge(mean.near, 0))
    return _step("jensen", mean.whole, line, fields, "implies")


def _other_way(mean: Mean) -> Step:
    back = Mean("kl", mean.q, mean.p, mean.base)
    other = text(back.whole) if back.lettered else in_figures(back.near)
    other = "∞" if back.impossible is not None else other
    same = abs(back.near - mean.near) < CLOSE
    fields = {"other": other, "value": in_figures(mean.near), "verdict": VERDICT[same]}
    return _step("other-way", mean.whole, back.whole, fields, "implies")


def _drawn(mean: Mean) -> object:
    """Bars of p and q; with one letter in two probabilities the curve.

    Raises
    ------
    UnsupportedError
        If there are letters otherwise.
    """
    letters = sorted({*mean.p.letters, *mean.q.letters}, key=str)
    if len(letters) == 1 and len(mean.p) == 2 and mean.impossible is None:
        heights = partial(values_of, mean.value, letters[0])
        return curve(heights, letters[0].name, text(mean.whole), mean.unit)
    if letters:
        raise UnsupportedError(FAILS["drawn"], hint=HINTS["drawn"])
    return bars(
        [text(x) for x in mean.p.outcomes] or [str(i + 1) for i in range(len(mean.p))],
        [float(p) for p in mean.p.values],
        None if mean.kind == "entropy" else [float(q) for q in mean.q.values],
        f"{NAMES[mean.kind]} ≈ {in_figures(mean.near, 4)} {mean.unit}",
    )


_step = partial(worded, WORDS)
