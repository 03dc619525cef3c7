"""A derivation as lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.writing import brief, lines, tables
from symcalc.writing.document import DETAILS, Document, evaluation, listed, placed, worked
from symcalc.writing.text import text

WIDTH = 100  # of a line that holds both the rules and the answer


def plain(d: Document, detail: str = "normal") -> str:
    """Lines of text at one of three levels of detail.

    Raises
    ------
    UnsupportedError
        If there is no such level.
    """
    if detail not in DETAILS:
        raise UnsupportedError(
            f"there is no detail level {detail!r}", hint="detail is brief, normal or full"
        )
    answer = answered(d)
    told = [_brief(d, answer)] if detail == "brief" else [_numbered(shown(d, detail)), answer]
    after = "\n".join(f"    {evaluation(s, text)}" for s in placed(d))
    blocks = [d.question.text, *told, "\n".join(d.remarks), after, d.check.text()]
    return "\n\n".join(block for block in blocks if block)


def shown(d: Document, detail: str) -> Sequence[lines.Line]:
    """The lines of the steps, without the answer, which stands by itself below them."""
    return _unrepeated(lines.of(worked(d), detail), d.result)


def answered(d: Document) -> str:
    """The answer and where it holds."""
    return f"    {d.ending or f'= {text(d.result)}'}{holds(d)}"


def holds(d: Document) -> str:
    """Where the answer holds, if not everywhere."""
    where = listed(d.conditions, text)
    return f"   for {where}" if where else ""


def _brief(d: Document, answer: str) -> str:
    rules = brief.rules(worked(d))
    one_line = f"{rules}  {d.ending or text(d.result)}{holds(d)}".strip()
    return one_line if len(one_line) <= WIDTH or not rules else f"{rules}\n{answer}"


def _numbered(shown: Sequence[lines.Line]) -> str:
    width = len(str(len(shown)))
    pad = " " * (width + 3)
    written: list[str] = []
    number = 0
    for line in shown:
        if not line.title:
            written.append(f"{pad}so {chain(line)}")
            continue
        number += 1
        law = f"   {text(line.law)}" if line.law else ""
        written.append(f" {number:>{width}}  {line.title}{law}")
        table = tables.as_text(line.table) if line.table else []
        written += [f"{pad}{part}" for part in (line.explanation, chain(line), *table) if part]
    return "\n".join(written)


def chain(line: lines.Line) -> str:
    """The formulas of a line, with equals signs."""
    lead = "= " if line.continues and line.chain else ""
    return lead + " = ".join(text(part) for part in line.chain)


def _unrepeated(shown: Sequence[lines.Line], result: Notation) -> Sequence[lines.Line]:
    if not shown or not shown[-1].continues or shown[-1].chain[-1:] != (result,):
        return shown
    return [*shown[:-1], replace(shown[-1], chain=shown[-1].chain[:-1])]
