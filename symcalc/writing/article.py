"""A derivation as a LaTeX document."""

from __future__ import annotations

import re

from symcalc.reading.characters import RAISED
from symcalc.steps import Step
from symcalc.writing import lines, tables
from symcalc.writing.document import Document, formula_asked, heading, listed, placed, worked
from symcalc.writing.latex import SIGNS, latex
from symcalc.writing.latex_names import LACKING, LATIN, symbol
from symcalc.writing.names import LETTERS
from symcalc.writing.text import text

PREAMBLE = r"""\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}"""
KNOWN = 0x180  # characters below it are in every Latin font
WIDE = 64  # characters of a chain that are still set in one line


def article(d: Document) -> str:
    """A document of the class article, with a numbered paragraph for each step."""
    inside = body(d)
    parts = [PREAMBLE, *_declared(inside), r"\begin{document}", inside, r"\end{document}"]
    return "\n".join(parts) + "\n"


def body(d: Document) -> str:
    """What stands in a document that loads amsmath."""
    items = [part for line in lines.of(worked(d), "normal") for part in _item(line)]
    words, shown = heading(d), formula_asked(d)
    parts = [
        *([rf"\textbf{{{escaped(words)}}}", ""] if words else []),
        *([rf"\[ {latex(shown)} \]"] if shown else []),
        *([r"\begin{enumerate}", *items, r"\end{enumerate}"] if items else []),
        escaped(d.ending) if d.ending else rf"\[ {answered(d)} \]",
        *(f"\n{escaped(remark)}" for remark in d.remarks),
        *(f"\n{_evaluation(step)}" for step in placed(d)),
        f"\n{escaped(d.check.text())}",
    ]
    return "\n".join(parts)


def _item(line: lines.Line) -> list[str]:
    """A numbered paragraph; a line that only says what came out goes on with the last one."""
    words = rf"\item \textbf{{{escaped(line.title)}.}} {escaped(line.explanation)}".rstrip()
    return [
        words if line.title else "so",
        *([rf"\[ {display(line)} \]"] if line.chain else []),
        *([tables.as_latex(line.table, escaped)] if line.table else []),
    ]


def _evaluation(step: Step) -> str:
    """An evaluation at a point."""
    title, told = escaped(step.title), escaped(step.explanation)
    if step.relation != "equal":
        return f"{title}: {told}"
    sides = dict.fromkeys((latex(step.before), latex(step.after)))
    return f"{title}: ${' = '.join(sides)}$ {told}".rstrip()


def answered(d: Document) -> str:
    """Question, answer and conditions, as a formula."""
    where = listed(d.conditions, latex)
    holds = rf" \qquad \text{{for }} {where}" if where else ""
    sides = latex(d.asked), latex(d.result)
    if len(text(d.asked) + text(d.result)) > WIDE:
        return rf"\begin{{aligned}} &{sides[0]} \\ &\quad = {sides[1]}{holds} \end{{aligned}}"
    return f"{sides[0]} = {sides[1]}{holds}"


def display(line: lines.Line) -> str:
    """The formulas of a line; a long chain has an equals sign under the other."""
    first, *rest = ["" if line.continues else latex(line.chain[0])] + [
        latex(part) for part in line.chain[0 if line.continues else 1 :]
    ]
    wide = sum(len(text(part)) for part in line.chain) > WIDE and len(rest) > 0
    if not wide or (line.continues and len(rest) == 1):
        return " = ".join([first, *rest]).strip()
    return rf"\begin{{aligned}} {first} &= " + r" \\ &= ".join(rest) + r" \end{aligned}"


# x_1, α_i: one letter with an index, in a sentence.
INDEXED = re.compile(r"(?<![\w\\])([^\W\d_])_([0-9]{1,2}|[a-z])(?![A-Za-z0-9_])")
LETTERS_SPELLED = {letter: word for word, letter in LETTERS.items()}
# What stands in sentences as a character, and LaTeX has in formulas only.
IN_FORMULAS = {
    **{letter: symbol(word) for word, letter in LETTERS.items()},
    **{sign: command for sign, command in SIGNS.items() if len(sign) == 1 and not sign.isascii()},
    **{small: f"^{{{plain}}}" for small, plain in RAISED.items()},
    **{small: f"{{}}_{{{digit}}}" for digit, small in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    "√": r"\surd",
    "≈": r"\approx",
    "←": r"\leftarrow",
    "↔": r"\leftrightarrow",
    "∛": r"\sqrt[3]{\ }",
    "×": r"\times",
    "½": r"\tfrac12",
    "‖": r"\|",
    "𝟏": r"\mathbf{1}",
    "⊘": r"\oslash",
    "∂": r"\partial",
}
# What LaTeX has outside formulas too; and Greek letters that look like Latin ones.
TYPED = {
    "…": r"\ldots{}",
    **{LETTERS[word]: LATIN[word] for word in LACKING},
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
        "<": r"\ensuremath{<}",
        ">": r"\ensuremath{>}",
        "|": r"\ensuremath{|}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "\\": r"\textbackslash{}",
        "…": TYPED["…"],
        **{sign: rf"\ensuremath{{{command.strip()}}}" for sign, command in IN_FORMULAS.items()},
    }
)


def escaped(words: str) -> str:
    """Words in which nothing is taken for a command; x_1 among them is set as a formula."""
    pieces = INDEXED.split(words)  # text, letter, index, text, …
    made = [pieces[0].translate(ESCAPES)]
    for letter, index, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        set_ = symbol(LETTERS_SPELLED.get(letter, letter))
        made.append(rf"\ensuremath{{{set_}_{{{index}}}}}" + after.translate(ESCAPES))
    return "".join(made)


def _declared(body: str) -> list[str]:
    """Letters that a Latin font lacks: as formulas, or shown by their numbers, so as to compile."""
    foreign = sorted({c for c in body if ord(c) >= KNOWN})
    if not foreign:
        return []
    told = [rf"\DeclareUnicodeCharacter{{{ord(c):04X}}}{{{_declaration(c)}}}" for c in foreign]
    return [r"\ifdefined\DeclareUnicodeCharacter", *told, r"\fi"]


def _declaration(character: str) -> str:
    """What is set for a character, among words as well as in a formula."""
    if character in TYPED:
        return TYPED[character]
    command = IN_FORMULAS.get(character)
    return rf"\ensuremath{{{command}}}" if command else f"[U+{ord(character):04X}]"
