"""A derivation as Markdown with formulas between dollar signs."""

from __future__ import annotations

import re

from symcalc.writing import lines, tables
from symcalc.writing.article import answered, display
from symcalc.writing.document import (
    Document,
    evaluation,
    formula_asked,
    heading,
    placed,
    worked,
)
from symcalc.writing.latex import latex

TAG = re.compile(r"<(?=[A-Za-z/!?])")


def markdown(d: Document) -> str:
    """Numbered steps with formulas between dollar signs."""
    words, shown = heading(d), formula_asked(d)
    written = [f"### {prose(words)}" if words else f"### ${latex(d.asked)}$", ""]
    written += [f"$${latex(shown)}$$", ""] if words and shown else []
    number = 0
    for line in lines.of(worked(d), "normal"):
        number += bool(line.title)
        words = f"{number}. **{line.title}.** {prose(line.explanation)}".rstrip()
        written += [words, ""] if line.title else []
        written += [f"   $${display(line)}$$", ""] if line.chain else []
        written += (
            [*(f"   {row}" for row in tables.as_markdown(line.table)), ""] if line.table else []
        )
    written += [prose(d.ending) or f"$${answered(d)}$$", ""]
    written += [f"{prose(r)}\n" for r in d.remarks]
    written += [f"{evaluation(s, latex, '$')}\n" for s in placed(d)]
    return "\n".join([*written, f"*{d.check.text()}*"]) + "\n"


def prose(words: str) -> str:
    """Words in which nothing is taken for a tag of HTML."""
    return TAG.sub("&lt;", words)
