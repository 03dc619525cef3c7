"""Steps of a limit: their words filled in, each checked when it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import arrange, replace_nodes
from symcalc.steps import Step
from symcalc.tutor.differentiate import checked
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.forms import form_sentence
from symcalc.tutor.worded import worded
from symcalc.tutor.words import Words
from symcalc.tutor.words.limits import FALLS, GROWS, WORDS
from symcalc.writing.text import text


def limit_step(
    rule: str,
    before: Notation,
    after: Notation,
    fields: Mapping[str, str],
    substeps: Sequence[Step] = (),
    relation: str = "equal",
    words: Words | None = None,
) -> Step:
    """A step with its words filled in, checked against numbers."""
    table = {rule: words} if words else WORDS
    step = worded(table, rule, before, after, fields, relation, substeps)
    return checked(step) if relation == "equal" else step


def fields_of(ask: Ask, **more: str) -> dict[str, str]:
    """What most sentences name."""
    return {
        "x": ask.x.name,
        "f": text(ask.body),
        "at": ask.at,
        "to": text(arrange(ask.to)),
        "approach": ask.approach,
        "form": form_sentence(ask),
        "Nearby": ask.nearby[0].upper() + ask.nearby[1:],
        **more,
    }


Parts = Sequence[tuple[Notation, Found]]


def ends(
    ask: Ask, rule: str, value: sp.Expr, fields: Mapping[str, str], parts: Parts = ()
) -> Found:
    """A step that says what the limit is; before it, what its parts come to."""
    after = arrange(value, like=ask.body)
    first = [_part(ask.of(part), f) for part, f in parts if not plain(part, f)]
    last = limit_step(rule, ask.whole, after, fields_of(ask, **fields))
    return Found((*first, last), value)


def _part(ask: Ask, found: Found) -> Step:
    """The steps of a part under a title of their own."""
    words, after = WORDS["part"], found.steps[-1].after
    return limit_step("term", ask.whole, after, fields_of(ask), found.steps, words=words)


def rewritten(
    ask: Ask, finder: Finder, rule: str, body: Notation | sp.Expr, **fields: str
) -> Found | None:
    """A step that writes the formula in another way, and what follows."""
    then = body if isinstance(body, Ask) else ask.of(body)
    if then.body == ask.body:
        return None
    if not then.moves(then.body):
        step = limit_step(rule, ask.whole, then.body, fields_of(ask, **fields))
        return Found((step,), then.expr)
    found = finder.find(then)
    if found is None:
        return None
    step = limit_step(rule, ask.whole, then.whole, fields_of(ask, **fields))
    return Found((step, *found.steps), found.value)


def composed(
    ask: Ask, rule: str, line: Notation, inner: Mapping[Notation, Found], **fields: str
) -> Found:
    """A law: a line in which limits stand, the steps for each of them, and what comes out."""
    below = [s for limit, f in inner.items() if not plain(limit.parts[0], f) for s in f.steps]
    first = limit_step(rule, ask.whole, line, fields_of(ask, **fields), below)
    values = {limit: arrange(f.value, like=ask.body) for limit, f in inner.items()}
    filled = replace_nodes(line, values.get)
    value = filled.expr
    ended = arrange(value, like=ask.body)
    steps = [first]
    for after in dict.fromkeys((filled, ended)):
        words = WORDS["substitute"]
        steps.append(limit_step("substitute", steps[-1].after, after, {}, words=words))
    return Found(tuple(steps), value)


SEEN = (
    *("substitution", "simplify", "constant", "itself", "power-grows"),
    *("vanishing", "vanishing-whole"),
)


SHORT, BARE = 12, 2  # nodes of a formula; those of ln(x)


def plain(body: Notation, found: Found) -> bool:
    """Whether a reader sees the limit at a glance: x² as x → 2."""
    size = len(list(body.walk()))
    seen = (*SEEN, "end-behaviour") if size == BARE else SEEN
    return size <= SHORT and all(s.rule in seen for s in found.steps)


def top_and_bottom(node: Notation) -> tuple[Notation, Notation] | None:
    """The numerator and the denominator, as written or as SymPy finds them."""
    if node.head == "quotient":
        return node.parts[0], node.parts[1]
    top, bottom = sp.fraction(node.expr)
    return None if bottom == 1 else (arrange(top, like=node), arrange(bottom, like=node))


def becomes(value: sp.Expr | float) -> str:
    """What values do: grow, fall, or tend to a number."""
    if value in (sp.oo, float("inf")):
        return GROWS
    if value in (-sp.oo, -float("inf")):
        return FALLS
    return f"tends to {text(arrange(sp.sympify(value, strict=True)))}"
