"""What counts as right: the asker's choices, besides the mathematics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from symcalc.errors import UnsupportedError

CONSTANTS = ("required", "optional")
BARS = ("strict", "consistent", "lenient")


@dataclass(frozen=True)
class Policy:
    """The asker's choices for one answer; plain data, as it crosses to a worker.

    Attributes
    ----------
    form : str
        The form that the answer must be in, "" for any.
    constant : str
        Whether an antiderivative needs its constant: "required" or "optional".
    absolute : str
        ln u for ln|u| in an antiderivative, where u may be negative: "strict" wants the bars,
        "consistent" takes an answer in which no logarithm of x has them, and "lenient" takes any.
        arcosh and artanh count as logarithms without bars.
    tolerance : str
        How far a number may be off: "0.01", "1%", "3 figures", "2 places"; "" for not at all.
    partial : float
        The score of an answer that is true and not what was wanted.
    names : tuple of str
        Names of several letters that are one symbol.
    complex : bool
        Whether i is the square root of -1.
    """

    form: str = ""
    constant: str = "required"
    absolute: str = "consistent"
    tolerance: str = ""
    partial: float = 0.5
    names: tuple[str, ...] = ()
    complex: bool = False

    def __post_init__(self) -> None:
        one_of("constant", self.constant, CONSTANTS)
        one_of("absolute", self.absolute, BARS)
        if not 0 <= self.partial <= 1:
            raise UnsupportedError(f"a score of {self.partial} is not between 0 and 1")

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Policy:
        """From plain data, as `dataclasses.asdict` makes it and JSON carries it."""
        return cls(**{**data, "names": tuple(data.get("names", ()))})


def one_of(option: str, word: str, words: Iterable[str]) -> None:
    """Refuse a word that an option does not know.

    Raises
    ------
    UnsupportedError
        With the words that it knows.
    """
    known = tuple(words)
    if word not in known:
        hint = f"it is one of: {', '.join(known)}"
        raise UnsupportedError(f"{option} cannot be {word!r}", hint=hint)
