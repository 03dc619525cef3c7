"""A derivation as HTML: steps that fold, formulas as MathML, nothing to be fetched or run."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from symcalc.notation import Notation
from symcalc.steps import Step, groups
from symcalc.writing import lines, tables
from symcalc.writing.document import (
    Document,
    evaluation,
    formula_asked,
    heading,
    listed,
    placed,
    worked,
)
from symcalc.writing.mathml import chained, element, mathml
from symcalc.writing.styles import CSS, PAGE
from symcalc.writing.text import text

WIDE = 60  # characters of a chain that are still set in one line
FOLDED = 2  # levels of steps; those below are folded at first

HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
"""


def page(d: Document) -> str:
    """A document that stands by itself: no script, no style sheet, no font from elsewhere."""
    head = HEAD.format(title=escape(d.question.text), style=PAGE)
    return f"{head}{fragment(d)}\n</body>\n</html>\n"


def fragment(d: Document) -> str:
    """What stands in a page of another's, with its own style."""
    steps = _items(worked(d), 0, d.asked)
    shown = formula_asked(d)
    parts = [
        f"<style>\n{CSS}\n</style>",
        _paragraph(heading(d), "question"),
        f'<div class="formula asked">{mathml(shown, display=True)}</div>' if shown else "",
        steps and f'<ol class="steps">\n{steps}\n</ol>',
        f'<div class="answer">{_answer(d)}</div>',
        *(_paragraph(remark) for remark in d.remarks),
        *(_evaluation(step) for step in placed(d)),
        _paragraph(d.check.text(), "check"),
    ]
    return '<div class="symcalc">\n' + "\n".join(filter(None, parts)) + "\n</div>"


def _items(steps: Sequence[Step], depth: int, known: Notation) -> str:
    items = [_item(group, depth, known) for group in groups(steps)]
    return "\n".join(f"<li>{item}</li>" for item in items)


def _item(group: lines.Group, depth: int, known: Notation) -> str:
    """A rule with what closes it; the steps of its parts are inside it.

    `known` is the question, which need not be said again.
    """
    first, *closing = group
    equal = first.relation == "equal"
    sides = (first.before, first.after) if equal and first.before != known else (first.after,)
    below = _items(first.substeps, depth + 1, known)
    framed = first.rule in lines.FRAMES + lines.LISTS
    body = [
        _paragraph(lines.spelled_out(first)),
        "" if framed else _formula(sides, leading=equal and len(sides) == 1),
        tables.as_html(first.table) if first.table else "",
        below and f"<ol>\n{below}\n</ol>",
        *(_closing(step) for step in closing),
    ]
    small = depth > 0 and lines.routine(group)
    folded = depth >= FOLDED or first.rule in lines.FOLDED or small
    opening = "<details>" if folded else '<details open="open">'
    inside = "\n".join(filter(None, body))
    return f'{opening}{_summary(group)}\n<div class="body">\n{inside}\n</div>\n</details>'


def _summary(group: lines.Group) -> str:
    """The name of the rule with the rule itself; folded, what comes out instead."""
    first, last = group[0], group[-1]
    law = f'<span class="law">{mathml(first.law)}</span>' if first.law else ""
    result = _chain((first.before, last.after) if first.relation == "equal" else (last.after,))
    title = f"<b>{escape(first.title)}</b>"
    if first.rule in lines.LISTS:
        return f"<summary>{title} {law}</summary>"
    return f'<summary>{title} {law} <span class="result">{result}</span></summary>'


def _closing(step: Step) -> str:
    """A step that puts together what the steps above it found."""
    told = f"<p><b>{escape(step.title)}.</b> {escape(step.explanation)}</p>"
    table = tables.as_html(step.table) if step.table else ""
    return f"{told}\n{_formula((step.after,), leading=step.relation == 'equal')}{table}"


def _formula(nodes: Sequence[Notation], *, leading: bool = False) -> str:
    """Formulas that are equal, in a block that scrolls where it is too wide."""
    return f'<div class="formula">{_chain(nodes, leading=leading, display=True)}</div>'


def _chain(nodes: Sequence[Notation], *, leading: bool = False, display: bool = False) -> str:
    told = "= " * leading + " = ".join(map(text, nodes))
    stacked = display and len(nodes) > 1 and len(told) > WIDE
    return element(chained(nodes, leading=leading, stacked=stacked), told, display=display)


def _answer(d: Document) -> str:
    shown = _paragraph(d.ending) if d.ending else _formula((d.asked, d.result))
    holds = listed(d.conditions, mathml)
    return f"{shown}\n<p>for {holds}</p>" if holds else shown


def _evaluation(step: Step) -> str:
    """An evaluation at a point."""
    if step.relation != "equal":
        return _paragraph(evaluation(step, text))
    sides = tuple(dict.fromkeys((step.before, step.after)))
    shown = _chain(sides)
    return f"<p>{escape(step.title)}: {shown} {escape(step.explanation)}</p>"


def _paragraph(words: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f"<p{named}>{escape(words)}</p>" if words else ""
