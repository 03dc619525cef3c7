"""Messages: what, where with a caret, what next; and they survive pickling."""

from __future__ import annotations

import pickle

import pytest

from symcalc.errors import ReadingError, SymcalcError, TimedOut, UnsupportedError, caret, shorten

MESSAGES = [
    (
        UnsupportedError("zeta has no derivative rule", where="x*zeta(x)", hint="do this"),
        "zeta has no derivative rule\n  in:   x*zeta(x)\n  hint: do this",
    ),
    (
        ReadingError(
            "a parenthesis is not closed", where="x^2 sin(3x", position=7, mark="opened here"
        ),
        "a parenthesis is not closed\n  x^2 sin(3x\n         ^ opened here",
    ),
    (ReadingError("empty", where="", position=0), "empty\n  \n  ^"),
    (SymcalcError("plain"), "plain"),
    (
        ReadingError("second line", where="x +\n  y )", position=8),
        "second line\n    y )\n      ^",
    ),
]


@pytest.mark.parametrize(("error", "message"), MESSAGES)
def test_messages(error: SymcalcError, message: str) -> None:
    assert str(error) == message
    assert str(pickle.loads(pickle.dumps(error))) == message


def test_the_caret_stays_under_its_character_in_a_long_line() -> None:
    for position in (0, 10, 500, 999):
        text = "." * position + "!" + "." * (999 - position)
        shown, under = caret(text, position)
        assert shown[under.index("^")] == "!"
        assert len(shown) < 90


def test_control_characters_are_not_printed() -> None:
    assert "\x00" not in caret("x\x00+1", 1)[0]


def test_long_texts_are_cut_in_the_middle() -> None:
    assert shorten("a" * 200).count("a") < 80
    assert shorten("short   text") == "short text"


def test_timed_out_is_a_timeout() -> None:
    assert issubclass(TimedOut, TimeoutError)
