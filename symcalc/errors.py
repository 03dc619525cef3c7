"""The exceptions that a user can meet: what happened, where in their own text, what to do next."""

from __future__ import annotations

from typing import Any

WINDOW = 72  # how much of a long line is shown around the place


class SymcalcError(Exception):
    """A user's mistake or a limit of symcalc, told in one short message.

    Parameters
    ----------
    what : str
        One plain sentence about the user's formula.
    where : str, optional
        The user's own text, or the part of it that is meant.
    position : int, optional
        0-based character offset into `where`; a caret is shown under it.
    mark : str, optional
        A few words after the caret, such as "opened here".
    hint : str, optional
        What to do next.

    Examples
    --------
    >>> print(SymcalcError("a parenthesis is not closed", where="sin(3x", position=3))
    a parenthesis is not closed
      sin(3x
         ^
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        position: int | None = None,
        mark: str = "",
        hint: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.position = position
        self.mark = mark
        self.hint = hint

    def __str__(self) -> str:
        lines = [self.what]
        if self.where is not None and self.position is not None:
            lines += caret(self.where, self.position, self.mark)
        elif self.where is not None:
            lines.append(f"  in:   {shorten(self.where)}")
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.what, vars(self))


class ReadingError(SymcalcError):
    """The text is not a formula that symcalc can read; `.position` says where it goes wrong."""


class UnsupportedError(SymcalcError):
    """The formula is understood, but symcalc cannot do what was asked with it."""


class ShapeError(SymcalcError):
    """Shapes that do not fit together."""


class TooLargeError(SymcalcError):
    """The input goes past a stated bound; the message gives the bound and its value."""


class BackendError(SymcalcError):
    """A way of computing that this machine does not have."""


class NotFoundError(SymcalcError):
    """No way that symcalc knows leads to an answer; that does not mean that there is none."""


class TimedOut(SymcalcError, TimeoutError):
    """The time allowed was not enough."""


def _rebuild(kind: type[SymcalcError], what: str, fields: dict[str, Any]) -> SymcalcError:
    error = kind(what)
    vars(error).update(fields)
    return error


def plain(error: SymcalcError) -> dict[str, Any]:
    """An error as plain data, to cross from one process to another."""
    return {"kind": type(error).__name__, **vars(error)}


def restored(data: dict[str, Any]) -> SymcalcError:
    """The error again, from plain data."""
    kinds: list[type[SymcalcError]] = [SymcalcError, *SymcalcError.__subclasses__()]
    kind = next(k for k in kinds if k.__name__ == data["kind"])
    fields = {name: value for name, value in data.items() if name != "kind"}
    return _rebuild(kind, data["what"], fields)


def shorten(text: str, width: int = WINDOW) -> str:
    """Cut a long text in the middle, so that it fits one line."""
    line = " ".join(text.split())
    half = (width - 3) // 2
    return line if len(line) <= width else f"{line[:half]}...{line[-half:]}"


def caret(text: str, position: int, mark: str = "") -> list[str]:
    """Show the line of `text` that holds `position`, and a caret under it."""
    start = text.rfind("\n", 0, position) + 1
    line, column = text[start:].split("\n", 1)[0], position - start
    left = max(0, column - WINDOW // 2)
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    shown = shown[left : left + WINDOW]
    before = "..." if left else ""
    after = "..." if len(line) > left + WINDOW else ""
    under = " " * (len(before) + column - left)
    return [f"  {before}{shown}{after}", f"  {under}^ {mark}".rstrip()]
