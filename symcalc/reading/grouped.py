"""LaTeX commands with a group of their own: \\mathrm{…}, \\begin{…}, \\left(, \\label{…}."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from symcalc.errors import ReadingError
from symcalc.reading import commands
from symcalc.reading.patterns import (
    BLACKBOARD,
    DELIMITER,
    ENVIRONMENT,
    NOTHING,
    QUOTED_GROUP,
    ROW_SPACE,
)

if TYPE_CHECKING:
    from symcalc.reading.tokens import Scanner

Take = Callable[["Scanner", str, int], None]

# \\Big| says nothing of opening and closing.
SIZED = {
    **dict.fromkeys(("open-bar", "close-bar"), "bar"),
    **dict.fromkeys(("open-bars", "close-bars"), "bars"),
}
SETS = {"R": "reals", "Z": "integers", "N": "naturals", "Q": "rationals"}


def upright(scanner: Scanner, word: str, start: int) -> None:
    """\\mathrm{rate} and \\text{if}: the words between the braces, whole."""
    match = QUOTED_GROUP.match(scanner.source, scanner.at, scanner.stop)
    if match is None:
        what, mark = f"\\{word} has no closing brace", "opened here"
        raise ReadingError(what, where=scanner.text, position=start, mark=mark)
    scanner.at = match.end()
    inner = match[1] or match[2] or ""
    if not inner.strip():
        scanner.spaced = True
        return
    apart = inner != inner.strip() and word in commands.PROSE_COMMANDS
    scanner.emit("upright", inner.strip(), start, "prose" if apart else word)


def environment(scanner: Scanner, word: str, start: int) -> None:
    """\\begin{cases} and \\end{cases}; the columns of an array are skipped."""
    match = ENVIRONMENT.match(scanner.source, scanner.at, scanner.stop)
    if match is None:
        what = f"\\{word} needs a name in braces, such as \\{word}{{cases}}"
        raise ReadingError(what, where=scanner.text, position=start)
    scanner.at = match.end()
    kind = "begin" if word == "begin" else "end-environment"
    scanner.emit(kind, match[1].strip().rstrip("*"), start)


def delimiter(scanner: Scanner, word: str, start: int) -> None:
    """\\left( and \\right), with the bracket that follows."""
    match = DELIMITER.match(scanner.source, scanner.at, scanner.stop)
    table = commands.LEFT if word.endswith(("left", "l")) else commands.RIGHT
    if match is None or match[1] not in table:
        what = f"\\{word} needs a bracket that opens or closes after it"
        raise ReadingError(what, where=scanner.text, position=start)
    scanner.at = match.end()
    kind, text = table[match[1]]
    sized = word not in ("left", "right")
    scanner.emit(SIZED.get(kind, kind) if sized else kind, text, start, word)


def middle(scanner: Scanner, _word: str, start: int) -> None:
    """\\middle| between an element of a set and its condition."""
    match = DELIMITER.match(scanner.source, scanner.at, scanner.stop)
    if match is None or match[1] not in ("|", "\\vert", "\\mid"):
        what = "\\middle is read before a bar only"
        raise ReadingError(what, where=scanner.text, position=start)
    scanner.at = match.end()
    scanner.emit("such-that", "|", start)


def blackboard(scanner: Scanner, _word: str, start: int) -> None:
    """\\mathbb{R} is the set of the real numbers; other letters are set in another type."""
    match = BLACKBOARD.match(scanner.source, scanner.at, scanner.stop)
    if match is None:
        scanner.spaced = True
        return
    scanner.at = match.end()
    scanner.emit("constant", SETS[match[1] or match[2]], start)


def newline(scanner: Scanner, _word: str, start: int) -> None:
    r"""\\\\ with the space that it may ask for: \\\\[4pt]."""
    match = ROW_SPACE.match(scanner.source, scanner.at, scanner.stop)
    scanner.at = match.end() if match else scanner.at
    scanner.emit("\\\\", "\\\\", start)


def nothing(scanner: Scanner, _word: str, _start: int) -> None:
    """\\label{…}, \\hspace{…}, \\color{…}: nothing that is part of the formula."""
    match = NOTHING.match(scanner.source, scanner.at, scanner.stop)
    assert match is not None  # it may match nothing
    scanner.at = match.end()
    scanner.spaced = True


GROUPED: dict[str, Take] = {
    **dict.fromkeys(commands.QUOTING, upright),
    **dict.fromkeys(("begin", "end"), environment),
    **dict.fromkeys(commands.DELIMITING, delimiter),
    **dict.fromkeys(commands.NOTHING, nothing),
    "\\": newline,
    "middle": middle,
    "mathbb": blackboard,
}
