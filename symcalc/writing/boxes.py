"""Boxes of characters: brackets that grow, bars, roots. The layout itself is SymPy's stringPict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sympy.printing.pretty.stringpict import stringPict


class Box(Protocol):
    """What is used of a stringPict: lines of one width, and which is the line of writing."""

    picture: list[str]
    baseline: int

    def width(self) -> int:
        """In characters."""

    def height(self) -> int:
        """In lines."""


# Above, in the middle, between, and below, for brackets of more than one line.
TALL = {
    "(": ("⎛", "⎜", "⎜", "⎝"),
    ")": ("⎞", "⎟", "⎟", "⎠"),
    "[": ("⎡", "⎢", "⎢", "⎣"),
    "]": ("⎤", "⎥", "⎥", "⎦"),
    "{": ("⎧", "⎨", "⎪", "⎩"),
    "}": ("⎫", "⎬", "⎪", "⎭"),
    "⌊": ("⎢", "⎢", "⎢", "⎣"),
    "⌋": ("⎥", "⎥", "⎥", "⎦"),
    "⌈": ("⎡", "⎢", "⎢", "⎢"),
    "⌉": ("⎤", "⎥", "⎥", "⎥"),
    "|": ("│", "│", "│", "│"),
    "‖": ("║", "║", "║", "║"),
    "∫": ("⌠", "⎮", "⎮", "⌡"),
}


def box(*lines: str, baseline: int = 0) -> Box:
    """Lines of characters."""
    made: Box = stringPict("\n".join(lines), baseline)
    return made


def beside(*pieces: Box) -> Box:
    """Boxes side by side, their baselines in one line."""
    if not pieces:
        return box("")
    lines, baseline = stringPict.next(*pieces)
    return box(lines, baseline=baseline)


def stacked(*pieces: Box, on: int) -> Box:
    """Boxes under each other, centred; the baseline is that of the box at `on`."""
    lines = stringPict.stack(*pieces)[0] if len(pieces) > 1 else "\n".join(pieces[0].picture)
    above = sum(piece.height() for piece in pieces[:on])
    return box(lines, baseline=above + pieces[on].baseline)


def at(piece: Box, baseline: int) -> Box:
    """The same box with its baseline on another line."""
    return box(*piece.picture, baseline=baseline)


def bracket(character: str, height: int, baseline: int) -> Box:
    """A bracket as high as what it encloses."""
    if height == 1 or character not in TALL:
        return box(character)
    top, middle, side, bottom = TALL[character]
    lines = [top, *[side] * (height - 2), bottom]
    if height > 2:
        lines[height // 2] = middle
    return box(*lines, baseline=baseline)


def above(base: Box, top: Box) -> Box:
    """A box that stands high beside a base: over its line, or at its first line if it is tall."""
    lift = 1 if base.height() == 1 else base.baseline
    return at(top, top.height() - 1 + lift)


def scripts(base: Box, below: Box, top: Box | None) -> Box:
    """What stands low beside a base, and with it what stands high."""
    tall = base.height() > 1
    drop = base.height() - 1 - base.baseline if tall else 1
    if top is None:
        return at(below, -drop)
    width = max(below.width(), top.width())
    room = base.height() - 2 if tall else 1
    gap = [box(" ")] * room
    whole = stacked(spread(top, width, "l"), *gap, spread(below, width, "l"), on=0)
    return at(whole, above(base, top).baseline)


def over_bar(top: Box, bottom: Box) -> Box:
    """A fraction; the bar is longer than those inside it."""
    width = max(top.width(), bottom.width())
    inner = any(set(line) == {"─"} for line in (*top.picture, *bottom.picture))
    return stacked(top, box("─" * (width + 2 * inner)), bottom, on=1)


def under_root(piece: Box, degree: str) -> Box:
    """A root as high as what stands under it; its degree, in one line, stands on the hook."""
    height, baseline = piece.height(), piece.baseline + 1
    bar = "_" * (piece.width() + 1)
    covered = at(stacked(box(bar), beside(box(" "), piece), on=0), baseline)
    strokes = [" " * (height - i) + "╱" + " " * i for i in range(height)]
    lines = [" " * (height + 1), *strokes[:-1], "╲" + strokes[-1][1:]]
    room = max(len(degree) + 1, 2)
    lines = [" " * (room - 2) + line for line in lines]
    lines[-2] = degree.rjust(room - 1) + lines[-2][room - 1 :]
    return beside(box(*lines, baseline=baseline), covered)


def spread(piece: Box, width: int, side: str) -> Box:
    """A box made as wide as others, to the left, to the right or in the centre."""
    room = width - piece.width()
    before = {"l": 0, "c": room // 2, "r": room}[side]
    return beside(box(" " * before), piece, box(" " * (room - before)))


def table(rows: Sequence[Sequence[Box]], sides: str, gap: int = 2) -> Box:
    """Rows of cells in columns, with empty lines between tall ones; `sides` has one for each."""
    widths = [max(cell.width() for cell in column) for column in zip(*rows, strict=True)]
    lines: list[Box] = []
    for row in rows:
        cells = map(spread, row, widths, sides)
        lines.append(between(list(cells), box(" " * gap)))
    if any(line.height() > 1 for line in lines):
        lines = [piece for line in lines for piece in (line, box(" "))][:-1]
    whole = stacked(*lines, on=0)
    return at(whole, (whole.height() - 1) // 2)


def between(pieces: Sequence[Box], gap: Box) -> Box:
    """Boxes side by side with the same gap between them."""
    spread_out = [piece for pair in pieces for piece in (gap, pair)]
    return beside(*spread_out[1:])
