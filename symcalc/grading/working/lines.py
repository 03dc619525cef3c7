r"""The lines of a working: text with line breaks, a list, or LaTeX with \\ and &."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 200  # lines of a working

SHELLS = "aligned|align|alignat|gathered|gather|split|eqnarray|flalign|multline|equation"
SHELL = re.compile(rf"\\(begin|end)\{{(?:{SHELLS}|displaymath|math)\*?\}}(?:\{{\d+\}})?")
INNER = re.compile(r"\\(begin|end)\{\w+\*?\}")  # cases, matrices: their \\ and & are their own
BREAK = re.compile(r"\\\\\*?(?:\[[^\]]*\])?")
LOOSE = re.compile(r"\\(?:tag\*?|label)\{[^{}]*\}|\\(?:nonumber|notag|displaystyle)\b|\\(?:hline)")
DOLLARS = re.compile(r"^\$+|\$+$|^\\[(\[]|\\[)\]]$")
COUNT = re.compile(r"^(?:\(?[0-9a-h]{1,2}\)|[0-9]{1,2}\.)\s+(?=\S)")

ARROW = (
    r"(?:<?=+>|⇒|⟹|⇔|⟺|→|⟶|-+>|∴|"
    r"\\(?:Rightarrow|Longrightarrow|implies|iff|Leftrightarrow|Longleftrightarrow|therefore|"
    r"to|rightarrow|longrightarrow|because)\b)"
)
WORDS = (
    "and so|so that|so|then|thus|hence|therefore|thereby|now|next|finally|first|also|we get|"
    "we have|we find|this gives|which gives|giving|gives|that is|i\\.e\\.|or equivalently|"
    "the answer is|answer|ans|solution|result|check|it follows that|follows|consequently"
)
LEAD = re.compile(
    rf"^(?:{ARROW}|(?:\\(?:text|mathrm)\{{\s*)?(?:{WORDS}|step \d+)\b\s*\}}?)\s*[,:.]?\s*", re.I
)
LET = re.compile(
    r"^(?:\\(?:text|mathrm)\{\s*)?(?:let|set|put|with|where|substitute|substituting|take|choose|"
    r"using|say|define|write)\b\s*\}?:?\s*",
    re.I,
)
EQUALS = re.compile(r"^(?:=|≈|\\approx\b|\\equiv\b)\s*(?![=>])")
ABOUT = re.compile(r"≈|\\approx\b")

# What stands beside a formula for a reader: never a formula, and what may be one.
SURE = (re.compile(r"\s*//.*$"), re.compile(r"\s*[\"“][^\"”]*\s[^\"”]*[\"”]\s*"))
TOPIC = (
    r"(?:rule|parts|substitution|theorem|identity|simplif\w*|expand\w*|factor\w*|formula|cancel\w*|"
    r"hospital|hôpital|limit laws?|algebra|given)"
)
REMARKS = (
    re.compile(
        r"(?:\\q?quad|\\[,;: ]|\s|,)*\\(?:text|textrm|mbox|textit|intertext)"
        r"\{(?!\s*(?:and|or|if|for|otherwise|with|when|as)\s*\})[^{}]*\}\s*"
    ),
    re.compile(rf"^\s*[(\[][a-z'’ô -]*?{TOPIC}[a-z '’-]*[)\]]:?", re.I),
    re.compile(rf"\s*[(\[{{][a-z'’ô -]*?{TOPIC}[a-z '’-]*[)\]}}]\s*$", re.I),
    re.compile(rf"^[a-z'’ô -]*?\b{TOPIC}[a-z '’-]*[:,]\s*", re.I),
    re.compile(r"\s*(?:\||\\mid\b|\\quad)\s*(?:[-+*/:·⋅÷−^√]|\\cdot|\\div|\\sqrt|sqrt|\(\)).*$"),
    re.compile(r"[\s,;.:—–-]+\b(?:because|since)\b.*$", re.I),
    re.compile(
        r"[\s,;.:—–-]+\b(?:by|using|as|via|from|where|for all|which)\b\s+(?:the\s+)?"
        r"[a-zô][a-zô'’]{2,}(?:[\s,-]+[a-zô][a-zô'’]*)*[.]?\s*$",
        re.I,
    ),
    re.compile(r"\s*\b(?:product|chain|quotient|power|sum|constant)\s+rule\b.*$", re.I),
)
MARGIN = re.compile(r"(?<=[^\s&])\s*&\s*&(?!\s*(?:=|<|>|\\le|\\ge|&))")  # a note beside a formula
BESIDE = re.compile(
    r"//\s*(?:\\(?:text|quad|qquad)\b(?:\{[^{}]*\})?\s*)*(?:let\s+)?([a-zA-Z]\s*=[^=]+)$"
)
MAPPED = re.compile(  # x = 0 → u = 1
    r"\b([a-z])\s*=\s*([^=,;<>]+?)\s*(?:-+>|→|⟶|↦|⇒|⟹|=+>|"
    r"\\(?:to|rightarrow|mapsto|Rightarrow|implies)\b)\s*(?=(?!\1)[a-z]\s*=)"
)
REJECTED = re.compile(
    r"\s*(?:[(\[,;:–—-]\s*)?(?:\b(?:is|are|was)\s+)?\b(?:rejected|reject|extraneous|discard(?:ed)?|"
    r"not valid|invalid|no solution|not a solution|not allowed|not possible|impossible|"
    r"does not work|doesn't work|excluded|not in the domain)\b[^,]*$",
    re.I,
)
CASES = re.compile(r"(\s*,\s*|\s*\b(?:or|and|but)\b\s*)")
GIVEN = re.compile(
    r"\s*\(\s*(?:for\s+|since\s+|as\s+|if\s+)?([a-z]\s*(?:[<>≤≥≠]|[<>!]=)[^()]+)\)\s*$"
)
HANGING = re.compile(r"^(?:[^\W\d]\w*['′]*(?:\([a-z]\))?|d\w/d\w|\\frac\{d\w\}\{d\w\})\s*=\s*$")
PROSE = re.compile(r"^[^=<>^\\+*/_0-9]*$")
LONG_WORD = re.compile(r"[A-Za-zäöüß'’]{3,}")


@dataclass(frozen=True)
class Row:
    """A line as it was typed, and what of it is a formula.

    Attributes
    ----------
    number : int
        From 1.
    typed : str
        The learner's own text.
    forms : tuple of str
        What of it may be the formula, the most of it first: remarks are left out of the later ones.
    goes_on : bool
        Whether it begins with =, so that it goes on from the line before.
    introduces : bool
        Whether it begins with let, or a word like it.
    about : bool
        Whether ≈ stands in it.
    beside : str
        What a letter stands for, if that is said in a note beside the formula.
    """

    number: int
    typed: str
    forms: tuple[str, ...]
    goes_on: bool = False
    introduces: bool = False
    about: bool = False
    beside: str = ""


def rows(lines: str | Iterable[str]) -> list[Row]:
    r"""The lines that are not empty.

    >>> [row.forms[0] for row in rows(r"\begin{align} y &= x(x+1) \\ &= x^2 + x \end{align}")]
    ['y = x(x+1)', 'x^2 + x']
    >>> [(row.forms[-1], row.goes_on) for row in rows("2x = 4\n\n=> x = 2  // halve it")]
    [('2x = 4', False), ('x = 2', False)]
    """
    given = [lines] if isinstance(lines, str) else lines
    typed = [line for text in given for line in split(text) if line.strip()]
    return [row(number, line) for number, line in enumerate(typed, 1)]


def split(text: str) -> list[str]:
    """At line breaks, and at those of LaTeX where the text has an environment for lines."""
    if SHELL.search(text):
        outside = [piece.strip() for piece in _environments(text)]
        return [line for piece in outside for line in piece.split("\n\n")]
    lines: list[str] = []
    for line in _at(re.compile(r"\r?\n"), text):
        lines += _at(BREAK, line)
    return lines


def _environments(text: str) -> list[str]:
    """Lines inside and outside of the environments for lines."""
    found: list[str] = []
    at = depth = 0
    for mark in SHELL.finditer(text):
        piece, at = text[at : mark.start()], mark.end()
        found += _inside(piece) if depth else piece.split("\n")
        depth += 1 if mark[1] == "begin" else -1
    return found + text[at:].split("\n")


def _inside(piece: str) -> list[str]:
    noted = (MARGIN.sub(" // ", line, count=1) for line in _at(BREAK, piece))
    return [" ".join(_unaligned(line).split()) for line in noted]


def _unaligned(line: str) -> str:
    """Without the & that lines are aligned at; those of a matrix stay."""
    return "".join(part if kept else part.replace("&", " ") for part, kept in _parts(line))


def _parts(text: str) -> list[tuple[str, bool]]:
    """Pieces of a text, and whether each stands in an environment of its own."""
    found: list[tuple[str, bool]] = []
    at = depth = 0
    for mark in INNER.finditer(text):
        opens = mark[1] == "begin"
        if depth == 0 and opens:
            found.append((text[at : mark.start()], False))
            at = mark.start()
        depth += 1 if opens else -1
        if depth == 0:
            found.append((text[at : mark.end()], True))
            at = mark.end()
    return [*found, (text[at:], depth > 0)]


def _at(sign: re.Pattern[str], text: str) -> list[str]:
    """Split at a sign that does not stand in a matrix or a formula by cases."""
    lines = [""]
    for part, kept in _parts(text):
        first, *others = [part] if kept else sign.split(part)
        lines[-1] += first
        lines += others
    return lines


def row(number: int, typed: str) -> Row:
    """A line without what leads to it."""
    line = DOLLARS.sub("", LOOSE.sub(" ", typed).strip()).strip()
    line = DOLLARS.sub("", COUNT.sub("", line)).strip()
    beside = BESIDE.search(line)
    for remark in SURE:
        line = remark.sub(" ", line).strip()
    line, introduces = _without_leads(line)
    line = _without_rejected(MAPPED.sub(r"\1 = \2, ", line))
    goes_on = bool(EQUALS.match(line))
    about = bool(ABOUT.search(line))
    line = ABOUT.sub("=", line)
    line = EQUALS.sub("", line) if goes_on else line
    forms = dict.fromkeys(_tidied(form) for form in (line, *_without_remarks(line)))
    return Row(
        number, typed.strip(), tuple(forms), goes_on, introduces, about, beside[1] if beside else ""
    )


def _without_leads(line: str) -> tuple[str, bool]:
    """Without arrows and words in front; and whether one of these was let."""
    introduces = False
    while True:
        shorter = LEAD.sub("", line, count=1)
        after = LET.sub("", shorter, count=1)
        introduces = introduces or after != shorter
        if after == line:
            return line, introduces
        line = after


def _without_rejected(line: str) -> str:
    """x = 3 of "x = 3 or x = −2 (rejected)"; nothing where nothing else is said."""
    pieces = CASES.split(line)
    told = [k for k in range(0, len(pieces), 2) if not REJECTED.search(pieces[k])]
    if 2 * len(told) > len(pieces) or not any("=" in p for p in pieces[::2]):
        return line
    kept = [pieces[k] if k == told[0] else pieces[k - 1] + pieces[k] for k in told]
    return "".join(kept)


def _without_remarks(line: str) -> list[str]:
    found: list[str] = []
    if GIVEN.search(line):
        found.append(GIVEN.sub(r" and \1", line))
        line = GIVEN.sub("", line)
    for remark in REMARKS:
        line = remark.sub(" ", line).strip()
        found.append(line)
    return found


def _tidied(line: str) -> str:
    """Without the full stop, and an = that the next line takes up."""
    if HANGING.match(line):
        return line
    return re.sub(r"(?:[\s,;.]|(?<![<>=!])=|\\\\)+$", "", DOLLARS.sub("", line.strip())).strip()


def is_remark(row: Row) -> bool:
    """Whether a line holds words and no formula."""
    if not row.forms[-1]:
        return True
    words = LONG_WORD.findall(row.forms[0])
    return bool(PROSE.match(row.forms[0])) and len(words) >= 2
