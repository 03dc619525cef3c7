"""Matrices as other tools spell them, put the usual way: [1 2; 3 4], np.array(…), {{1, 2}, {3, 4}}.

Only spellings that can mean nothing else are put another way; any other text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from symcalc.reading.bracketed import closing, outside

LONGEST = 4_000  # characters that are looked through
SIDE = 10  # rows of a diagonal or an identity matrix that is written out
NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)(?:/\d+)?"
ENTRY = re.compile(rf"[-+−]?(?:{NUMBER}|(?:{NUMBER})?[A-Za-z])")
LOOK = re.compile(r"[\[{(\\]|\.T\b")
FLAT = re.compile(r"\[([^\[\](){}=<>\\]*)\]")
BRACES = re.compile(r"(?<![\w^}\\])\{(?=\s*\{)")
NOT_ROWS = re.compile(r"[A-Za-z\\=<>|;:^_]")
SIGNS = re.compile(r"[-+−*@·'’^T.\s\d]*")
LIBRARY = re.compile(
    r"\b(?:np|numpy|jnp|jax\.numpy|sp|sympy|scipy|torch|tf|math|linalg)\."
    r"(?:linalg\.)?(?=[A-Za-z]\w*\s*\(|pi\b|e\b|inf\b)"
)
MAKER = re.compile(r"(?<![\w.\\])(?:array|asarray|[mM]atrix|tensor|Array)\s*\((?=\s*[\[(])")
DIAGONAL = re.compile(r"(?:\\operatorname\s*\{\s*diag\s*\}|\\mathrm\s*\{\s*diag\s*\}|\bdiag)\s*\(")
IDENTITY = re.compile(r"\b(?:np\.)?(?:eye|identity)\s*\(\s*(\d)\s*\)")
TURNED = (
    (re.compile(r"(?<=[\])])\.(?:T\b|transpose\(\))|\b([A-Za-z])\.T\b"), r"\1^T"),
    (re.compile(r"(?<=\])\s*['’′](?!['’′\w])"), "^T"),
)
# Environments that say nothing of their own brackets, inside brackets.
SHELLS = (
    (r"\[", r"\]", "bmatrix"),
    (r"\(", r"\)", "pmatrix"),
    (r"\|", r"\|", "vmatrix"),
    (r"\\[lr]?vert\b", r"\\[lr]?vert\b", "vmatrix"),
)
COLUMNS = re.compile(r"\{array\}\s*\{[lcr|\s]*\}")
SHELLED = tuple(
    (
        re.compile(
            rf"\\left\s*{opened}\s*\\begin\{{(?P<e>(?:small)?matrix|array)\}}"
            rf"(?P<body>(?:(?!\\begin|\\end).)*)\\end\{{(?P=e)\}}\s*\\right\s*{closed}",
            re.DOTALL,
        ),
        rf"\\begin{{{name}}}\g<body>\\end{{{name}}}",
    )
    for opened, closed, name in SHELLS
)
WORDED = re.compile(
    r"\\(?:text|textrm|mathrm|mbox)\s*\{\s*(where|for|at|with|given|evaluated at|subject to"
    r"|in the direction(?: of)?|with respect to)\s*\}"
)
POINT = re.compile(r"\bat\s+(?:the\s+)?(?:point\s+)?[A-Z](?:_?\d)?\s*=?\s*(?=\([^()=]{1,80},)")
PLACED = re.compile(r"\\left\s*(?=[\[(]\s*\\begin)|(?<=\})\s*\\right\s*(?=[\])])")


def usual(text: str) -> str:
    """A text with its arrays in brackets, rows inside them, and nothing of a library's names.

    >>> usual("trace of [4 7; 2 -6]"), usual("np.linalg.det(np.array([[1, 2], [3, 4]]))")
    ('trace of [[4, 7], [2, -6]]', 'det([[1, 2], [3, 4]])')
    >>> usual("rank of {{1, 2}, {3, 4}}'"), usual("[x + 1]"), usual("norm of [3 -4]")
    ('rank of [[1, 2], [3, 4]]^T', '[x + 1]', 'norm of [3, -4]')
    """
    if len(text) > LONGEST or not LOOK.search(text):
        return text
    text = _typeset(text)
    text = _made(LIBRARY.sub("", text))
    text = _braced(text)
    text = _diagonal(IDENTITY.sub(_identity, text))
    deep = "[" in text and any(";" in found[1] for found in FLAT.finditer(text))
    text = FLAT.sub(lambda found: _rows(found, text, deep=deep), text)
    for written, put in TURNED:
        text = written.sub(put, text)
    return text


def without_libraries(text: str) -> str:
    """np.exp(x) as exp(x), with spaces for what is left out: every place keeps its number.

    >>> without_libraries("x**x*(1 + np.log(x))")
    'x**x*(1 +    log(x))'
    """
    return LIBRARY.sub(lambda found: " " * len(found[0]), text) if "." in text else text


def bare_words(text: str) -> str:
    r"""The words between formulas without their command, and points without their names.

    >>> bare_words(r"f_x(1, 2) \text{ where } f = x y"), bare_words("gradient of x y at P(1, 2)")
    ('f_x(1, 2)  where  f = x y', 'gradient of x y at (1, 2)')
    """
    text = POINT.sub("at ", text)
    return text if "\\begin{" in text else WORDED.sub(r" \1 ", text)


def _typeset(text: str) -> str:
    r"""\left[\begin{array}{cc} … as \begin{bmatrix} …, without \left and \right."""
    if "\\begin" not in text:
        return text
    plain = COLUMNS.sub("{array}", text) if "\\left" in text else text
    for written, put in SHELLED:
        plain = written.sub(put, plain)
    if "{array}" in plain:
        return text
    return PLACED.sub("", plain)


def _made(text: str) -> str:
    """array([[1, 2]], dtype=float) as [[1, 2]]."""
    found = MAKER.search(text)
    while found is not None:
        end = closing(text, found.end() - 1)
        if end < 0:
            return text
        first = outside(text[found.end() : end])[0].strip()
        text = text[: found.start()] + first + text[end + 1 :]
        found = MAKER.search(text, found.start())
    return text


def _braced(text: str) -> str:
    """{{1, 2}, {3, 4}} as [[1, 2], [3, 4]], where all entries are numbers."""
    found = BRACES.search(text)
    while found is not None:
        end = closing(text, found.start())
        if end < 0:
            return text
        group = text[found.start() : end + 1]
        if not NOT_ROWS.search(group) and "," in group:
            plain = group.replace("{", "[").replace("}", "]")
            text = _called(text[: found.start()], plain, text[end + 1 :])
        found = BRACES.search(text, end + 1)
    return text


def _called(before: str, array: str, after: str) -> str:
    """Det[{{1, 2}, {3, 4}}] with the parentheses of a call."""
    if re.search(r"[A-Za-z]\[\s*\Z", before) and after.lstrip().startswith("]"):
        return f"{before.rstrip()[:-1]}({array}){after.lstrip()[1:]}"
    return before + array + after


def _diagonal(text: str) -> str:
    """diag(1, 2) as [[1, 0], [0, 2]], where its entries are said one by one."""
    found = DIAGONAL.search(text)
    while found is not None:
        end = closing(text, found.end() - 1)
        inner = text[found.end() : end].strip() if end > 0 else ""
        if inner[:1] in ("[", "(") and closing(inner, 0) == len(inner) - 1:
            inner = inner[1:-1]
        entries = [entry.strip() for entry in outside(inner)]
        if 2 <= len(entries) <= SIDE and all(e and e[0] not in "[(" for e in entries):
            text = text[: found.start()] + _with_diagonal(entries) + text[end + 1 :]
        found = DIAGONAL.search(text, found.end())
    return text


def _identity(found: re.Match[str]) -> str:
    size = int(found[1])
    return _with_diagonal(["1"] * size) if size > 1 else found[0]


def _with_diagonal(entries: Sequence[str]) -> str:
    places = range(len(entries))
    return _written([[entries[i] if i == j else "0" for j in places] for i in places])


def _rows(found: re.Match[str], text: str, *, deep: bool) -> str:
    """[1 2; 3 4] as [[1, 2], [3, 4]], and [1 2] as [1, 2], or [[1, 2]] beside a column."""
    lines = [row.replace(",", " ").split() for row in found[1].strip(" ;").split(";")]
    spaced = any(len(part.split()) > 1 for row in found[1].split(";") for part in row.split(","))
    several = len(lines) > 1
    entries = [entry for line in lines for entry in line]
    if not (spaced or several) or len({len(line) for line in lines}) != 1 or not entries:
        return found[0]
    if not all(map(ENTRY.fullmatch, entries)) or not _apart(lines, spaced=spaced):
        return found[0]
    if several:
        return _written(lines) if len(lines[0]) > 1 or _beside(text) else found[0]
    if any(entry[0] in "-+−" for entry in entries[1:]) and not _alone(found, text):
        return found[0]
    return _written(lines) if deep and _beside(text) else f"[{', '.join(entries)}]"


def _apart(lines: Sequence[Sequence[str]], *, spaced: bool) -> bool:
    """Whether the entries are no products: all are numbers, or a number follows another entry."""
    if all(entry[-1].isdigit() or entry[-1] == "." for line in lines for entry in line):
        return True
    after = (entry for line in lines for entry in line[1:])
    return spaced and len(lines) > 1 and any(entry.isdigit() for entry in after)


def _beside(text: str) -> bool:
    """Whether arrays are multiplied, so that rows and columns are not the same."""
    return len(FLAT.findall(text)) > 1 and SIGNS.fullmatch(FLAT.sub("", text)) is not None


def _alone(found: re.Match[str], text: str) -> bool:
    """Whether no sign and no letter stands against the brackets: [3 -4] is no difference then."""
    before, after = text[: found.start()].rstrip(" "), text[found.end() :].lstrip(" ")
    touching = text[found.start() - 1 : found.start()] if found.start() else ""
    return not (touching.isalnum() or before[-1:] in (")", "*", "/", "^")) and after[:1] not in (
        *("*", "/", "^", "("),
    )


def _written(lines: Sequence[Sequence[str]]) -> str:
    return "[" + ", ".join(f"[{', '.join(line)}]" for line in lines) + "]"
