"""Probabilities of separate values: a sum over those for which an event holds, or over the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.steps import Step, Table
from symcalc.tutor.probability.event_claims import CUMULATED, Cumulated, Totals, runs_of
from symcalc.tutor.probability.event_lines import (
    Found,
    answer_of,
    line,
    step,
    written,
)
from symcalc.tutor.probability.events import Event, Span
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.masses import Masses, outcomes_of, places
from symcalc.tutor.words.events import FAILS, HINTS, OUTSIDE
from symcalc.writing.text import text

MOST = 1000  # values that are added up
FEW = 8  # values that a line or a sentence lists
TABLED = 24  # rows of a table


@dataclass(frozen=True)
class Split:
    """The values of a law for which an event holds, and the others; None where they never end."""

    inside: tuple[sp.Expr, ...] | None
    others: tuple[sp.Expr, ...] | None


def by_sum(event: Event, law: Masses | Distribution) -> Found:
    """The probability of an event about a law of separate values."""
    if isinstance(law, Masses):
        pairs = dict(zip((o.expr for o in outcomes_of(law)), law.probabilities, strict=True))
        return _listed(event, law, pairs)
    if event.letters or any(end.free_symbols for end in law.ends):
        return _lettered(event, law)
    split = _split(event, law)
    if split.inside == () or split.others == ():
        return _sure(event, law, 0 if split.inside == () else 1)
    tail = _geometric(event, law, split)
    return tail or _summed(event, law, split)


def _holds(spans: Sequence[Span], k: sp.Expr) -> bool:
    return any(
        (s.low < k or (s.low == k and not s.left_open))
        and (k < s.high or (k == s.high and not s.right_open))
        for s in spans
    )


def _split(event: Event, law: Distribution) -> Split:
    """All values of the support, as far as they end."""
    low, high = law.ends
    finite = [e for s in event.spans for e in (s.low, s.high) if e.is_finite]
    last = high if high.is_finite else max([low, *finite]) + 1
    count = sp.floor(last) - low + 1
    if count > MOST:
        raise TooLargeError(FAILS["many"].format(count=count, most=MOST), hint=HINTS["many"])
    values = [sp.Integer(k) for k in range(int(low), int(sp.floor(last)) + 1)]
    inside = tuple(k for k in values if _holds(event.spans, k))
    others = tuple(k for k in values if k not in set(inside))
    if high.is_finite:
        return Split(inside, others)
    endless = _holds(event.spans, values[-1] + 1)
    return Split(None, others) if endless else Split(inside, None)


def _sure(event: Event, law: Masses | Distribution, value: int) -> Found:
    after = arrange(sp.Integer(value))
    listed = [o.expr for o in outcomes_of(law)] if isinstance(law, Masses) else list(law.ends)
    low, high = (text(arrange(end)) for end in (min(listed), max(listed)))
    why = OUTSIDE[value].format(event=event.told)
    made = step("outside", after, x=event.x, low=low, high=high, why=why)
    remarks = law.remarks
    return Found(
        (made,),
        after,
        claims=(Totals((after.expr,), (1 - after.expr,), after.expr),),
        remarks=remarks,
    )


def _mass(law: Distribution) -> Step:
    """The probability of a value k."""
    formula = put(law.density, {law.x: notation.name(sp.Symbol("k"))})
    row = law.law
    meanings = row.meanings if row else ()
    told = [f"{text(p)} is {m}" for p, m in zip(law.parameters, meanings, strict=False)]
    title = row.title if row else "law"
    return step("mass", formula, title=title, meaning=f"Here {', '.join(told)}." if told else "")


def _summed(event: Event, law: Distribution, split: Split) -> Found:
    """The shorter of the two sums."""
    direct = split.inside is not None and (
        split.others is None or len(split.inside) <= len(split.others)
    )
    values = (split.inside if direct else split.others) or ()
    masses = [law.density.expr.xreplace({law.x: k}) for k in values]
    total = sp.Add(*masses)
    steps = [
        _mass(law),
        *_added(event, values, masses, total, "add-values" if direct else "complement"),
    ]
    value = total if direct else 1 - total
    if not direct:
        steps.append(_subtracted(event, total))
    claims = _claims(law, split, value)
    return Found(tuple(steps), answer_of(value), value, claims, law.conditions, law.remarks)


def _subtracted(event: Event, total: sp.Expr) -> Step:
    left = notation.subtract(notation.number(1), written(total))
    return step("subtract", line(left, 1 - total), event=event.told)


def _added(
    event: Event, values: Sequence[sp.Expr], masses: Sequence[sp.Expr], total: sp.Expr, rule: str
) -> list[Step]:
    """The probabilities of the values in a table, and their sum."""
    fields = {"event": event.told, "values": _listing(event, values)}
    if len(values) == 1 and rule == "add-values":
        return [step("put-value", line(_alone(masses[0]), masses[0]), k=values[0])]
    rows = [(str(k), written(p)) for k, p in zip(values, masses, strict=True)]
    if len(rows) > TABLED:
        rows = [*rows[: TABLED - 2], ("…", notation.name(sp.Symbol("…"))), rows[-1]]
    table = Table(("k", f"P({event.x} = k)"), tuple(rows))
    terms = [written(p) for p in masses]
    left = notation.add(*terms) if 1 < len(terms) <= FEW else written(total)
    row = line(left, total) if left.expr != arrange(total).expr or len(terms) > 1 else left
    return [
        replace(step(rule, row if len(terms) <= FEW else written(total), **fields), table=table)
    ]


def _alone(mass: sp.Expr) -> Notation:
    return arrange(mass)


def _listing(event: Event, values: Sequence[sp.Expr]) -> str:
    """5, 6 and 7; 0, 1, …, 40."""
    shown = [str(v) for v in values]
    if len(shown) > FEW:
        return f"{event.x} = {', '.join(shown[:3])}, …, {shown[-1]}"
    last = f" and {shown[-1]}" if len(shown) > 1 else shown[-1]
    return f"{event.x} = {', '.join(shown[:-1])}{last}"


def _claims(law: Distribution, split: Split, value: sp.Expr) -> tuple[Claim, ...]:
    name = law.law.name if law.law else ""
    numbers = tuple(p.expr for p in law.parameters)
    if name in CUMULATED and all(n.is_Rational for n in numbers):
        runs = runs_of([int(k) for k in split.inside]) if split.inside is not None else _rest(split)
        return (Cumulated(name, numbers, runs, value),)
    if split.inside is None or split.others is None:
        return _partial(law, split, value)
    place = dict.fromkeys(law.letters, sp.Rational(2, 7))
    inside, others = (
        tuple(law.density.expr.xreplace({law.x: k}).xreplace(place) for k in part)
        for part in (split.inside, split.others)
    )
    return (Totals(inside, others, value.xreplace(place)),)


def _rest(split: Split) -> tuple[tuple[int, int | None], ...]:
    """All whole numbers but the others."""
    others = {int(k) for k in split.others or ()}
    last = max(others, default=-1) + 1
    return runs_of([k for k in range(last + 1) if k not in others], endless=True)


def _partial(law: Distribution, split: Split, value: sp.Expr) -> tuple[Claim, ...]:
    """A series is cut where its terms no longer count."""
    place = dict.fromkeys(law.letters, sp.Rational(2, 7))
    listed = split.inside if split.inside is not None else split.others or ()
    top = max([int(k) for k in listed], default=0) + 400
    rest = [sp.Integer(k) for k in range(int(law.ends[0]), top) if sp.Integer(k) not in listed]
    kept = [law.density.expr.xreplace(place).xreplace({law.x: k}) for k in listed]
    far = [sp.N(law.density.expr.xreplace(place).xreplace({law.x: k})) for k in rest]
    pair = (kept, far) if split.inside is not None else (far, kept)
    return (Totals(tuple(pair[0]), tuple(pair[1]), value.xreplace(place)),)


def _geometric(event: Event, law: Distribution, split: Split) -> Found | None:
    """(1 − p)^k for more than k trials."""
    if law.law is None or law.law.name != "geometric" or split.others is None:
        return None
    k = len(split.others)
    if split.inside is not None or list(split.others) != list(range(1, k + 1)):
        return None
    p = law.parameters[0].expr
    value = (1 - p) ** k
    power = notation.power(arrange(1 - p), notation.number(k))
    fields = {"x": event.x, "k": k, "q": text(arrange(1 - p))}
    made = step("geometric-tail", power if p.free_symbols else line(power, value), **fields)
    after = arrange(value) if not p.free_symbols else power
    return Found((made,), after, None, _partial(law, split, value), law.conditions, law.remarks)


def _lettered(event: Event, law: Distribution) -> Found:
    """A single value with letters; any other event needs numbers."""
    single = len(event.spans) == 1 and event.spans[0].low == event.spans[0].high
    if not single:
        raise UnsupportedError(
            FAILS["values-letter"].format(event=event.told), hint=HINTS["letters"]
        )
    k = event.spans[0].low
    mass = put(law.density, {law.x: arrange(k)})
    mass = arrange(mass.expr) if k.is_number else mass
    within = [sp.Ge(k, law.ends[0]), *([sp.Le(k, law.ends[1])] if law.ends[1] != sp.oo else [])]
    conditions = (*law.conditions, *(c for c in within if c.free_symbols))
    if sp.false in within:
        return _sure(event, law, 0)
    made = step("put-value", mass, k=text(arrange(k)))
    claims = _at_numbers(law, k, mass.expr)
    return Found((_mass(law), made), mass, None, claims, conditions, law.remarks)


def _at_numbers(law: Distribution, k: sp.Expr, mass: sp.Expr) -> tuple[Claim, ...]:
    """The same for numbers: 2 for what counts, 5 for how many, fractions for the rest."""
    counts = {s: sp.Integer(5) for end in law.ends for s in end.free_symbols}
    place = {s: sp.Rational(2 + i, 7) for i, s in enumerate(natural_order(mass.free_symbols))}
    place |= dict.fromkeys(k.free_symbols, sp.Integer(2)) | counts
    ends = (end.xreplace(place) for end in law.ends)
    support = tuple(arrange(end) for end in ends)
    parameters = tuple(arrange(p.expr.xreplace(place)) for p in law.parameters)
    density = arrange(law.density.expr.xreplace(place))
    there = replace(law, parameters=parameters, density=density, support=(support[0], support[1]))
    at = k.xreplace(place)
    split = _split(Event("", "X", (Span(at, at),)), there)
    return _claims(there, split, mass.xreplace(place))


def _listed(event: Event, law: Masses, pairs: dict[sp.Expr, Notation]) -> Found:
    """Probabilities of a table, a die or a short law."""
    inside = [k for k in pairs if _holds(event.spans, k)]
    others = [k for k in pairs if k not in inside]
    if event.letters:
        raise UnsupportedError(FAILS["letters"].format(event=event.told), hint=HINTS["letters"])
    if not inside or not others:
        return _sure(event, law, 1 if inside else 0)
    direct = len(inside) <= len(others)
    values = inside if direct else others
    masses = [pairs[k].expr for k in values]
    total = sp.Add(*masses)
    steps = _added(event, values, masses, total, "add-values" if direct else "complement")
    steps += [] if direct else [_subtracted(event, total)]
    value = total if direct else 1 - total
    kept, rest = (tuple(pairs[k].expr for k in part) for part in (inside, others))
    at = places(law)[0] if law.letters else {}
    one, other = (tuple(p.xreplace(at) for p in part) for part in (kept, rest))
    claims = (Totals(one, other, value.xreplace(at)),)
    return Found(tuple(steps), answer_of(value), value, claims, law.conditions, law.remarks)
