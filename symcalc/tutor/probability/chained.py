"""The lesson on two events: P(A | B) if P(B | A) = 0.8, P(A) = 0.3 and P(B) = 0.5."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.primitives import arrange
from symcalc.reading import sentences
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.probability.chances import chance
from symcalc.tutor.probability.event_lines import ending_of, line, written
from symcalc.tutor.probability.facts import Event, Fact, Known, fact_of, follow
from symcalc.tutor.worded import worded
from symcalc.tutor.words.chained import CHECKED, FAILS, HINTS, INDEPENDENT, ONLY, WORDS
from symcalc.writing.text import text

PART = r"(?:P|Pr|Prob)\s*\((?:[^()]|\([^()]*\))*\)"
NUMBER = r"[-−+]?(?:\d+(?:\.\d+)?|\.\d+)(?:\s*/\s*\d+|\s*\\?%)?"
GIVEN = rf"{PART}\s*=\s*{NUMBER}"
ALONE = (
    r"[\w'\"]+\s+and\s+[\w'\"]+\s+(?:are\s+)?independent"
    r"|independent(?:\s+events)?(?:\s+\w+\s+and\s+\w+)?"
)
JOINT = r"\s*(?:[,;.]\s*(?:and\s+)?|\band\s+)\s*"
sentences.enter_part("chance-of", PART)
sentences.enter_part("known", rf"(?:{GIVEN}|{ALONE})(?:{JOINT}(?:{GIVEN}|{ALONE}))*")
ONE = re.compile(rf"({PART})\s*=\s*({NUMBER})", re.IGNORECASE)
SEARCH = "{ask:find|compute|calculate|determine|what is|then|derive}[ the][ probability]"


@lesson(
    "two-events",
    "{target:chance-of} if {given:known}",
    "[{rule:Bayes|Bayes'|Bayes’}[ {r:rule|theorem}][:] ]{target:chance-of}[,]"
    " {if:if|where|when|with|for|given|given that|from|knowing} {given:known}",
    f"[{{if:if|let|given|given that|suppose|with}} ]{{given:known}}[,][.][;] {SEARCH}"
    " {target:chance-of}",
    "{given:known}[:] {target:chance-of}[ =]",
)
def two_events(target: str, given: str, **_: str) -> Derivation:
    """A probability of two events from others, rule by rule.

    Examples
    --------
    >>> two_events("P(A | B)", "P(B | A) = 0.8, P(A) = 0.3 and P(B) = 0.5").answer
    12/25

    Raises
    ------
    UnsupportedError
        If it does not follow from what is given, or the givens contradict each other.
    """
    wanted = _fact(target)
    known = {_fact(part): Known(chance(value).expr) for part, value in ONE.findall(given)}
    known, wanted, remarks = _two(known, wanted)
    names = _names([*known, wanted])
    independent = "independent" in given
    found = _closed(known, names, independent=independent)
    if wanted not in found:
        what = FAILS["open"].format(target=wanted)
        raise UnsupportedError(what, hint=HINTS["open"])
    value = found[wanted].value
    steps = [_step(f, found[f], independent=independent) for f in _way(wanted, found)]
    after = arrange(value)
    return Derivation(
        asked("two-events", None, (), target=str(wanted), given=_said(known, given)),
        after,
        after,
        tuple(steps),
        remarks=remarks,
        claims=(_claim(known, wanted, value, names, independent=independent),),
        ending=ending_of(str(wanted), value, after),
    )


def _fact(part: str) -> Fact:
    return fact_of(part[part.index("(") + 1 : part.rindex(")")])


def _names(facts: Sequence[Fact]) -> tuple[str, str]:
    """The two events, in the order in which they come."""
    found = list(dict.fromkeys(e.name for f in facts for e in (f.first, f.second) if e))
    if len(found) != 2:
        raise UnsupportedError(FAILS["several"].format(names=", ".join(found)), hint=HINTS["given"])
    return found[0], found[1]


def _two(known: dict[Fact, Known], wanted: Fact) -> tuple[dict[Fact, Known], Fact, tuple[str, ...]]:
    """spam and ham as the two cases of one event, where a third is given under both."""
    names = {e.name for f in (*known, wanted) for e in (f.first, f.second) if e}
    under = {f.second.name: f.first.name for f in known if f.kind == "under" and f.second}
    cases = [name for name in under if name not in under.values()]
    if len(names) != 3 or len(cases) != 2 or len(set(under.values())) != 1:
        return known, wanted, ()
    alone = [f.first.name for f in known if f.kind == "one"]
    kept = next((name for name in alone if name in cases), cases[0])
    gone = next(name for name in cases if name != kept)

    def renamed(event: Event | None) -> Event | None:
        if event is None or event.name != gone:
            return event
        return Event(kept, not event.holds)

    def moved(fact: Fact) -> Fact:
        first, second = renamed(fact.first), renamed(fact.second)
        assert first is not None
        return Fact(fact.kind, first, second)

    facts = {moved(f): one for f, one in known.items()}
    return facts, moved(wanted), (ONLY.format(a=kept, b=gone),)


def _closed(
    known: dict[Fact, Known], names: tuple[str, str], *, independent: bool
) -> dict[Fact, Known]:
    """All that follows; what is found twice has to be the same."""
    found = dict(known)
    for fact, one in found.items():
        _need_possible(fact, one)
    grown = True
    while grown:
        grown = False
        for fact, one in list(follow(found, names, independent=independent)):
            before = found.setdefault(fact, one)
            grown = grown or before is one
            if sp.simplify(before.value - one.value) != 0:
                fields = {"fact": fact, "one": _told(before.value), "other": _told(one.value)}
                raise UnsupportedError(FAILS["clash"].format(**fields), hint=HINTS["clash"])
    _need_parts(found)
    for fact, one in found.items():
        _need_possible(fact, one)
    return found


def _need_possible(fact: Fact, one: Known) -> None:
    if not 0 <= one.value <= 1:
        what = FAILS["range"].format(fact=fact, value=_told(one.value))
        raise UnsupportedError(what, hint=HINTS["clash"])


def _need_parts(found: dict[Fact, Known]) -> None:
    """Both together are no more than one of them."""
    for fact, one in found.items():
        alone = [Fact("one", e) for e in (fact.first, fact.second) if e and fact.kind == "both"]
        for whole in (f for f in alone if f in found and found[f].value < one.value):
            fields = {"part": fact, "less": _told(one.value), "whole": whole}
            what = FAILS["more"].format(**fields, value=_told(found[whole].value))
            raise UnsupportedError(what, hint=HINTS["clash"])


def _told(value: sp.Expr) -> str:
    return text(written(value))


def _way(wanted: Fact, found: dict[Fact, Known]) -> list[Fact]:
    """What it rests on, before it; a given answer alone."""
    order: list[Fact] = []

    def visit(fact: Fact) -> None:
        for use in found[fact].uses:
            visit(use)
        if fact not in order and (found[fact].uses or fact == wanted):
            order.append(fact)

    visit(wanted)
    return order


def _step(fact: Fact, one: Known, *, independent: bool) -> Step:
    """One rule, with the names of what it uses and the numbers."""
    if one.line is None:
        after = written(one.value)
        return worded(WORDS, "given", after, after, {"told": f"{fact} = {_told(one.value)}."})
    signs = {"both": "·", "quotient": "/", "total": " + "}
    uses = list(map(str, one.uses))
    right = f"1 − {uses[0]}" if one.rule == "rest" else signs.get(one.rule, " ").join(uses)
    if one.rule == "union":
        right = f"{uses[0]} + {uses[1]} − {uses[2]}"
    if one.rule == "left" or (one.rule == "total" and fact.kind == "both"):
        right = " − ".join(uses)
    alone = one.rule == "both" and all(use.kind == "one" for use in one.uses) and independent
    lead = INDEPENDENT.format(a=fact.first, b=fact.second) if alone else ""
    after = line(one.line, one.value)
    return worded(WORDS, one.rule, after, after, {"told": f"{lead}{fact} = {right}."}, "implies")


def _said(known: dict[Fact, Known], given: str) -> str:
    parts = [f"{fact} = {_told(one.value)}" for fact, one in known.items()]
    independent = re.search(ALONE, given, re.IGNORECASE)
    return ", ".join([*parts, *([independent[0]] if independent else [])])


def _claim(
    known: dict[Fact, Known],
    wanted: Fact,
    value: sp.Expr,
    names: tuple[str, str],
    *,
    independent: bool,
) -> Same:
    """The four cases solved for as unknowns, from the givens as equations."""
    cells = {(a, b): sp.Symbol(f"p{int(a)}{int(b)}") for a in (True, False) for b in (True, False)}

    def chance_of(fact: Fact) -> tuple[sp.Expr, sp.Expr]:
        def holds(event: Event | None, case: tuple[bool, bool]) -> bool:
            return event is None or case[names.index(event.name)] == event.holds

        under = [c for c in cells if fact.kind != "under" or holds(fact.second, c)]
        test = any if fact.kind == "any" else all
        events = [e for e in (fact.first, fact.second) if e]
        hits = [c for c in under if test(holds(e, c) for e in events)]
        return sp.Add(*(cells[c] for c in hits)), sp.Add(*(cells[c] for c in under))

    equations = [sp.Add(*cells.values()) - 1]
    for fact, one in known.items():
        above, below = chance_of(fact)
        equations.append(above - one.value * (below if fact.kind == "under" else 1))
    if independent:
        one, other = (chance_of(Fact("one", Event(name)))[0] for name in names)
        equations.append(cells[True, True] - one * other)
    above, below = chance_of(wanted)
    solved = sp.solve(equations, list(cells.values()), dict=True)
    gaps = [
        sp.simplify((above - value * (below if wanted.kind == "under" else 1)).subs(one))
        for one in solved
    ]
    return Same(tuple((gap, sp.S.Zero) for gap in gaps[:1]), "four cases", CHECKED)
