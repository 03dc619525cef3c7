"""Where a formula is continuous, and what happens where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sympy as sp

from symcalc import notation
from symcalc.checking.limits import HasNoValues, IsContinuous, TendsTo
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.scope import need_value
from symcalc.steps import Step
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.domains import domain_of, jumps, value_of
from symcalc.tutor.limits.families import sorted_out
from symcalc.tutor.limits.lines import becomes, plain
from symcalc.tutor.limits.methods import METHODS
from symcalc.tutor.limits.places import Place, candidates
from symcalc.tutor.words import Words
from symcalc.tutor.words.continuity import CONTINUITY
from symcalc.writing.text import text

TITLES = {"-": "From the left", "+": "From the right", "": "From both sides"}


@dataclass(frozen=True)
class Look:
    """What a formula does at one place: both one-sided limits, None on a side without values."""

    place: Place
    at: sp.Expr
    kind: str
    left: sp.Expr | None
    right: sp.Expr | None
    value: sp.Expr | None
    below: tuple[Step, ...]

    @property
    def bad(self) -> bool:
        """Whether it is not continuous there."""
        return self.kind not in ("continuous", "outside", "end")


def continuity(body: Notation, x: sp.Symbol) -> Derivation:
    """Say where a formula is continuous and how it fails elsewhere.

    `.answer` is a tuple of pairs (point, class), a class being "hole", "jump", "infinite" or
    "oscillating". In a point that stands for many, n is any whole number.

    Raises
    ------
    UnsupportedError
        If the formula is a vector, or a limit that decides is not found.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> continuity(arrange((x**2 - 4) / (x - 2)), x).answer
    ((2, 'hole'),)
    """
    need_value(body)
    if body.expr.is_Matrix:
        raise UnsupportedError("this is not one formula with one value", where=text(body))
    places, open_ = candidates(body, x)
    found, mixed = sorted_out(body, x, places)
    open_ = [*open_, *(place.text(x) for place in mixed)]
    looks = [look for place in found if (look := looked(body, x, place)).kind != "outside"]
    bad = [look for look in looks if look.bad]
    remarks = [*body.remarks, *(CONTINUITY["open"].explanation.format(edge=e) for e in open_)]
    if x not in body.symbols:
        remarks.append(f"The formula does not depend on {x.name}.")
    steps = (_everywhere(body, x, looks, open_), *(_step(body, x, look) for look in looks))
    by = "" if body.symbols == {x} else f" with respect to {text(notation.name(x))}"
    asking = f"continuity of {text(body)}{by}"
    return Derivation(
        Question("continuity", body, (x,), asking),
        body,
        body,
        steps,
        remarks=tuple(dict.fromkeys(remarks)),
        claims=_claims(body, x, looks, mixed),
        told=tuple((look.place.expr, look.kind) for look in bad),
        ending=_ending(body, x, bad, open_),
    )


def looked(body: Notation, x: sp.Symbol, place: Place) -> Look:
    """The limits from both sides, and the value, at one place."""
    at = place.example
    asks = {side: Ask(body, x, at, side) for side in "-+"}
    there = {side: ask for side, ask in asks.items() if ask.near.kind != "undefined"}
    value = value_of(body, x, at)
    if not there:
        return Look(place, at, "outside", None, None, value, ())
    found = _both(Ask(body, x, at)) if len(there) == 2 else {}
    found = found or {ask: _found(ask) for ask in there.values()}
    limits = {s: f.value for s in there for ask, f in found.items() if ask.side in (s, "")}
    kind = _kind(limits, value)
    return Look(place, at, kind, limits.get("-"), limits.get("+"), value, _below(found))


def _both(ask: Ask) -> dict[Ask, Found]:
    """The limit from both sides at once, where there is one; nothing otherwise."""
    found = Finder(METHODS).find(ask) if ask.near.kind == "finite" else None
    told = found is not None and found.exists and found.steps[-1].rule != "sides-agree"
    return {ask: found} if found is not None and told else {}


def _found(ask: Ask) -> Found:
    found = Finder(METHODS).find(ask)
    if found is None:
        raise UnsupportedError(
            f"the limit as {ask.approach} is not found, and it decides",
            where=text(ask.body),
            hint="ask for that limit alone, or write the formula in another way",
        )
    return found


def _below(found: dict[Ask, Found]) -> tuple[Step, ...]:
    """The steps of each limit, under a title, where they are not seen at a glance."""
    frames = []
    for ask, f in found.items():
        if plain(ask.body, f):
            continue
        rule, relation = ("one-sided", "equal") if f.exists else ("no-limit", "implies")
        after = arrange(f.value) if f.exists else ask.whole
        title = TITLES[ask.side]
        frames.append(Step(rule, title, ask.whole, after, relation=relation, substeps=f.steps))
    return tuple(frames)


def _kind(limits: dict[str, sp.Expr], value: sp.Expr | None) -> str:
    """What the one-sided limits and the value come to."""
    values = list(limits.values())
    if sp.nan in values:
        return "oscillating"
    if any(v.is_infinite for v in values):
        return "infinite"
    if len(values) == 2 and sp.expand(values[0] - values[1]) != 0:
        return "jump"
    if value is None or sp.expand(value - values[0]) != 0:
        return "hole"
    return "continuous" if len(values) == 2 else "end"


def _everywhere(body: Notation, x: sp.Symbol, looks: Sequence[Look], open_: Sequence[str]) -> Step:
    """What needs no look, and what does."""
    jumping = jumps(body, x).replace("a formula", "A formula", 1)
    domain = domain_of(body, x)
    words = CONTINUITY[_kind_of_domain(domain, jumping, some=bool(looks or open_))]
    where = f", here for {domain}" if domain and not open_ else ""
    places = _listed([*(look.place.text(x) for look in looks), *(f"where {e}" for e in open_)])
    variable = notation.name(x)
    marked = [build("relation", variable, arrange(k.place.expr), text="=") for k in looks]
    after = build("or", *marked) if marked[1:] else marked[0] if marked else body
    told = words.explanation.format(
        f=text(body), x=x.name, where=where, places=places, jumping=jumping
    )
    return Step(
        "continuous-parts",
        words.title,
        body,
        after,
        told,
        relation="definition",
        hints=(words.hint.format(x=x.name),),
    )


def _kind_of_domain(domain: str | None, jumping: str, *, some: bool) -> str:
    """Which words tell where to look."""
    if domain is None:
        return "nowhere"
    if jumping:
        return "jumps" if some else "no-jumps"
    return "parts" if some else "whole"


def _listed(words: Iterable[str]) -> str:
    """a, b and c."""
    items = list(dict.fromkeys(words))
    return f"{', '.join(items[:-1])} and {items[-1]}" if items[1:] else "".join(items)


def _step(body: Notation, x: sp.Symbol, look: Look) -> Step:
    """One place: both one-sided limits and what they say."""
    sides = {"-": look.left, "+": look.right}
    edge = look.kind == "hole" and None in sides.values()
    words: Words = CONTINUITY["edge" if edge else look.kind]
    told = {s: v for s, v in sides.items() if v is not None and v is not sp.nan}
    shown = [_equation(body, x, look.at, s, v) for s, v in told.items()]
    shown = shown or [build("relation", notation.name(x), arrange(look.at), text="=")]
    line = shown[0] if len(shown) == 1 else build("and", *shown)
    fields = {
        "x": x.name,
        "at": look.place.text(x),
        "f": text(body),
        "value": "has no value" if look.value is None else f"is {text(arrange(look.value))}",
        "limit": text(arrange(next(v for v in sides.values() if v is not None))),
        "sides": _sides(look),
        "side": "left" if look.right is None else "right",
        "example": look.place.note(x),
    }
    return Step(
        "at-a-point",
        words.title.format(**fields),
        body,
        line,
        words.explanation.format(**fields).strip(),
        relation="implies",
        substeps=look.below,
        hints=(words.hint.format(**fields),),
    )


def _equation(body: Notation, x: sp.Symbol, at: sp.Expr, side: str, value: sp.Expr) -> Notation:
    """lim f = L, as a line."""
    return build("relation", Ask(body, x, at, side).whole, arrange(value), text="=")


def _sides(look: Look) -> str:
    """What each side does."""
    told = []
    for side, value in (("left", look.left), ("right", look.right)):
        if value is sp.nan:
            told.append(f"from the {side} the values oscillate")
        elif value is not None:
            told.append(f"from the {side} the formula {becomes(value)}")
    return _listed(told)


def _claims(
    body: Notation, x: sp.Symbol, looks: Sequence[Look], mixed: Sequence[Place]
) -> tuple[IsContinuous | TendsTo | HasNoValues, ...]:
    """The limits at each place, and that nothing happens elsewhere."""
    sided = [
        TendsTo(Ask(body, x, look.at, side).whole.expr, value)
        for look in looks
        for side, value in (("-", look.left), ("+", look.right))
        if value is not None
    ]
    if domain_of(body, x) is None:
        return (HasNoValues(body.expr),)
    many = any(look.place.family for look in looks)
    bad = tuple(look.at for look in looks if look.bad)
    left = tuple(place.expr for place in mixed)
    return tuple(sided) if many and sided else (*sided, IsContinuous(body.expr, x, bad, left))


def _ending(body: Notation, x: sp.Symbol, bad: Sequence[Look], open_: Sequence[str]) -> str:
    """One sentence: where it is continuous, and how it fails."""
    domain = domain_of(body, x)
    if domain is None:
        return CONTINUITY["nowhere"].statement.format(f=text(body))
    where = f"for {domain}" if domain else f"for every real {x.name}"
    if open_:
        where = "wherever it is defined, as far as this shows"
    inside = [look for look in bad if look.left is not None and look.right is not None]
    edge = [look for look in bad if look not in inside]
    told = f"Continuous {where}"
    if inside:
        told += f", except at {_listed(_named(look, x) for look in inside)}"
    if edge:
        told += f"; at the edge of the domain: {_listed(_named(look, x) for look in edge)}"
    if open_:
        told += f"; not worked out: where {_listed(open_)}"
    return f"{told}."


def _named(look: Look, x: sp.Symbol) -> str:
    """x = 2 (a hole)."""
    return f"{look.place.text(x)} ({CONTINUITY[look.kind].statement})"
