"""A derivation as text, LaTeX, Markdown, HTML or JSON."""

from __future__ import annotations

import html as markup
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading.characters import RAISED
from symcalc.steps import Step
from symcalc.writing import lines, tables
from symcalc.writing.latex import SIGNS
from symcalc.writing.latex import latex as latex_of
from symcalc.writing.latex_names import symbol
from symcalc.writing.names import LETTERS
from symcalc.writing.text import text as text_of

DETAILS = ("brief", "normal", "full")


class Report(Protocol):
    """The check of a derivation."""

    def plain(self) -> dict[str, Any]:
        """Its fields as plain data."""

    def text(self) -> str:
        """Its fields in words."""


class Document(Protocol):
    """What a derivation offers to those who write it."""

    @property
    def question(self) -> Question:
        """What was asked."""

    @property
    def asked(self) -> Notation:
        """The question as a formula."""

    @property
    def result(self) -> Notation:
        """The answer."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The tree of steps."""

    @property
    def ending(self) -> str:
        """The sentence that stands for the answer where it is no formula."""

    @property
    def conditions(self) -> tuple[sp.Basic, ...]:
        """Where the answer holds."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should know besides."""

    @property
    def check(self) -> Report:
        """How it was checked."""


def text(d: Document, detail: str = "normal") -> str:
    """Lines of text at one of three levels of detail."""
    if detail not in DETAILS:
        raise UnsupportedError(
            f"there is no detail level {detail!r}", hint="detail is brief, normal or full"
        )
    shown = lines.of(worked(d), detail)
    told = _brief(shown) if detail == "brief" else _numbered(unrepeated(shown, d.result))
    answer = f"    {d.ending or f'= {text_of(d.result)}'}{_for(d.conditions)}"
    after = "\n".join(f"    {_placed(s, text_of)}" for s in placed(d))
    blocks = [d.question.text, told, answer, "\n".join(d.remarks), after, d.check.text()]
    return "\n\n".join(block for block in blocks if block)


def line(d: Document) -> str:
    """Question and answer in one line."""
    if d.ending:
        return f"{text_of(d.asked)}: {d.ending}"
    return f"{text_of(d.asked)} = {text_of(d.result)}"


def _for(conditions: Sequence[sp.Basic]) -> str:
    written = ", ".join(text_of(arrange(c)) for c in conditions)
    return f"   for {written}" if written else ""


def _numbered(shown: Sequence[lines.Line]) -> str:
    width = len(str(len(shown)))
    pad = " " * (width + 3)
    written: list[str] = []
    number = 0
    for line in shown:
        if not line.title:
            written.append(f"{pad}so {_chain(line)}")
            continue
        number += 1
        law = f"   {text_of(line.law)}" if line.law else ""
        written.append(f" {number:>{width}}  {line.title}{law}")
        table = tables.as_text(line.table) if line.table else []
        written += [f"{pad}{part}" for part in (line.explanation, _chain(line), *table) if part]
    return "\n".join(written)


def _chain(line: lines.Line) -> str:
    lead = "= " if line.continues and line.chain else ""
    return lead + " = ".join(text_of(part) for part in line.chain)


def worked(d: Document) -> list[Step]:
    """The steps that lead to the answer."""
    return [s for s in d.steps if s.rule != "evaluate"]


def placed(d: Document) -> list[Step]:
    """The steps that evaluate the answer at points."""
    return [s for s in d.steps if s.rule == "evaluate"]


def _placed(step: Step, write: Callable[[Notation], str], wrap: str = "") -> str:
    """An evaluation at a point: the numbers put in, and what comes out."""
    if step.relation != "equal":
        return f"{step.title}: {step.explanation}"
    sides = dict.fromkeys((write(step.before), write(step.after)))
    return f"{step.title}: {wrap}{' = '.join(sides)}{wrap} {step.explanation}".rstrip()


def unrepeated(shown: Sequence[lines.Line], result: Notation) -> Sequence[lines.Line]:
    """The lines, without the answer at the end of the last, as it stands by itself below."""
    if not shown or not shown[-1].continues or shown[-1].chain[-1:] != (result,):
        return shown
    return [*shown[:-1], replace(shown[-1], chain=shown[-1].chain[:-1])]


def _brief(shown: Sequence[lines.Line]) -> str:
    titles = ", ".join(line.title for line in shown if line.title).split(", ")
    names = dict.fromkeys(title[:1].lower() + title[1:] for title in titles if title)
    return f"Rules used: {', '.join(names)}." if names else ""


def latex(d: Document) -> str:
    """Displays and sentences, ready to stand in a LaTeX document that loads amsmath."""
    written = [rf"\[ {latex_of(d.asked)} \]"]
    for line in lines.of(worked(d), "normal"):
        if line.title:
            written.append(rf"\textbf{{{line.title}.}} {_escaped(line.explanation)}".rstrip())
        if line.chain:
            written.append(rf"\[ {_display(line)} \]")
        if line.table:
            written.append(tables.as_latex(line.table, _escaped))
    written.append(_escaped(d.ending) if d.ending else rf"\[ {_answered(d)} \]")
    written += [_escaped(r) for r in d.remarks]
    written += [_placed(s, latex_of, "$").replace("≈", r"$\approx$") for s in placed(d)]
    return "\n".join([*written, _escaped(d.check.text())])


def markdown(d: Document) -> str:
    """Numbered steps with formulas between dollar signs."""
    written = [f"### ${latex_of(d.asked)}$", ""]
    number = 0
    for line in lines.of(worked(d), "normal"):
        number += bool(line.title)
        words = f"{number}. **{line.title}.** {line.explanation}".rstrip()
        written += [words, ""] if line.title else []
        written += [f"   $${_display(line)}$$", ""] if line.chain else []
        written += [*tables.as_markdown(line.table), ""] if line.table else []
    written += [d.ending or f"$${_answered(d)}$$", ""]
    written += [f"{r}\n" for r in d.remarks]
    written += [f"{_placed(s, latex_of, '$')}\n" for s in placed(d)]
    return "\n".join([*written, f"*{d.check.text()}*"]) + "\n"


def html(d: Document) -> str:
    """A fragment that needs no script: formulas as text, steps as a list."""
    items = "".join(_item(line) for line in lines.of(worked(d), "normal"))
    answer = markup.escape(f"{d.ending or f'= {text_of(d.result)}'}{_for(d.conditions)}")
    places = [_placed(s, text_of) for s in placed(d)]
    told = (*d.remarks, *places, d.check.text())
    notes = "".join(f"<p>{markup.escape(r)}</p>" for r in told)
    head = f"<p><code>{markup.escape(d.question.text)}</code></p>"
    return f'<div class="symcalc">{head}<ol>{items}</ol><p><code>{answer}</code></p>{notes}</div>'


def _item(line: lines.Line) -> str:
    """A list item; a line that only says what came out carries no number."""
    chain = f"<code>{markup.escape(_chain(line))}</code>"
    if not line.title:
        return f'<li style="list-style: none">so {chain}</li>'
    words = f"<b>{markup.escape(line.title)}</b> {markup.escape(line.explanation)}"
    return f"<li>{words}<br>{chain}{tables.as_html(line.table) if line.table else ''}</li>"


def _answered(d: Document) -> str:
    """Question, answer and conditions."""
    return f"{latex_of(d.asked)} = {latex_of(d.result)}{_latex_for(d.conditions)}"


def _display(line: lines.Line) -> str:
    lead = "= " if line.continues and line.chain else ""
    return lead + " = ".join(latex_of(part) for part in line.chain)


def _latex_for(conditions: Sequence[sp.Basic]) -> str:
    written = ", ".join(latex_of(arrange(c)) for c in conditions)
    return rf" \qquad \text{{for }} {written}" if written else ""


# What stands in sentences as a character, and LaTeX has in formulas only.
IN_FORMULAS = {
    **{sign: command for sign, command in SIGNS.items() if len(sign) == 1 and not sign.isascii()},
    **{letter: symbol(word) for word, letter in LETTERS.items()},
    **{small: f"^{{{plain}}}" for small, plain in RAISED.items()},
    "√": r"\surd",
}
ESCAPES = str.maketrans(
    {
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "{": r"\{",
        "}": r"\}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "\\": r"\textbackslash{}",
        **{sign: rf"\ensuremath{{{command.strip()}}}" for sign, command in IN_FORMULAS.items()},
    }
)


def _escaped(words: str) -> str:
    return words.translate(ESCAPES)


def json_text(d: Document) -> str:
    """The derivation as JSON."""
    data = {
        "kind": d.question.kind,
        "question": {"text": d.question.text, "latex": latex_of(d.asked)},
        "answer": formula(d.result),
        "conditions": [formula(arrange(c)) for c in d.conditions],
        "remarks": list(d.remarks),
        "steps": [step(s) for s in d.steps],
        "check": d.check.plain(),
    }
    return json.dumps(data, ensure_ascii=False)


def formula(node: Notation) -> dict[str, str]:
    """A formula in the two forms that JSON carries."""
    return {"text": text_of(node), "latex": latex_of(node)}


def step(s: Step) -> dict[str, Any]:
    """A step and its substeps as plain data."""
    return {
        "rule": s.rule,
        "title": s.title,
        "statement": s.statement,
        "before": formula(s.before),
        "after": formula(s.after),
        "explanation": s.explanation,
        "relation": s.relation,
        "bindings": {letter: formula(part) for letter, part in s.bindings.items()},
        "conditions": [formula(c) for c in s.conditions],
        "status": s.status,
        "substeps": [step(below) for below in s.substeps],
        **({"table": tables.plain(s.table)} if s.table else {}),
    }
