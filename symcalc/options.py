"""What the parameters of a verb are in a shell: text that becomes names, points and numbers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from symcalc.errors import ReadingError, SymcalcError
from symcalc.reading.arrays import outside, pairs
from symcalc.reading.numbers import floating

UNLIMITED = object()
SPELLED = {"a": "from", "b": "to"}  # limits are a and b in Python


def comma_list(_ctx: click.Context, _param: click.Parameter, value: str | None) -> list[str] | None:
    """x,y,z."""
    return None if value is None else [word.strip() for word in value.split(",") if word.strip()]


def with_counts(ctx: click.Context, param: click.Parameter, value: str | None) -> list[str | int]:
    """x,2,y: a number says how often."""
    words = comma_list(ctx, param, value) or []
    return [int(word) if word.isdigit() else word for word in words]


def seconds(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Any:
    """A positive number, or "none" for no limit; left out, the verb's own default holds."""
    if value is None:
        return None
    if value.lower() == "none":
        return UNLIMITED
    try:
        number = floating(value)
    except SymcalcError:
        number = 0.0
    if number <= 0:
        raise click.BadParameter(f"{value!r} is not a positive number of seconds, or none")
    return number


def real(_ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """A number: 0.5 or 1/2; left out, the verb's own default holds."""
    if value is None:
        return None
    return floating(value, "{option} is {value}, which is not a number", option=param.opts[0])


def points(
    _ctx: click.Context, param: click.Parameter, values: Iterable[str]
) -> list[dict[str, str]] | None:
    """Each --at x=3,y=2 as a mapping."""
    return [_point(value, param.opts[0]) for value in values] or None


def point_or_formula(_ctx: click.Context, param: click.Parameter, value: str | None) -> Any:
    """--from x=0,y=0 as a mapping; what has no equals sign stays as it is."""
    return value if value is None or "=" not in value else _point(value, param.opts[0])


def _point(value: str, option: str) -> dict[str, str]:
    """x=3,y=2; a value may hold commas inside brackets."""
    try:
        return pairs(value, f"write the point as {option} x=3,y=2")
    except ReadingError as error:
        if error.what.endswith("twice"):
            error.hint = "for several points say --at several times"
        raise


def between(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> tuple[str, ...] | None:
    """--on 0,1 as a pair; the brackets of [0, 1] may be typed."""
    if value is None:
        return None
    ends = tuple(end.strip() for end in outside(value.strip().strip("[]")))
    if len(ends) != 2 or not all(ends):
        raise click.BadParameter(f"{value!r} is not a pair such as 0,1")
    return ends


def lines(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> str:
    """The lines of a working; a dash reads them from standard input."""
    return sys.stdin.read() if values == ("-",) else "\n".join(values)


# How a parameter's annotation is asked for as an argument, where it is not one word.
ARGUMENTS: dict[str, dict[str, Any]] = {
    "Lines": {"nargs": -1, "required": True, "callback": lines},
    "Entry": {"required": False, "default": ""},
}
# How a parameter's annotation is asked for in a shell.
OPTIONS: dict[str, dict[str, Any]] = {
    "int": {"type": int},
    "int | None": {"type": int},
    "float | None": {"callback": seconds, "metavar": "SECONDS"},
    "bool": {"is_flag": True},
    "str": {"type": str},
    "str | int": {"type": str},
    "str | Sequence[Any]": {"type": str},
    "str | None": {"type": str, "metavar": "WORD"},
    "str | float | None": {"type": str, "metavar": "0.01|1%|3 figures|2 places"},
    "float": {"type": str, "callback": real, "metavar": "NUMBER"},
    "Sequence[Variable]": {"callback": comma_list, "metavar": "X,Y"},
    "Variable | int": {"callback": with_counts, "metavar": "X,Y"},
    "Variable | tuple[Any, ...]": {"callback": comma_list, "metavar": "X,Y"},
    "Iterable[str]": {"callback": comma_list, "metavar": "NAME,NAME"},
    "Sequence[Variable] | None": {"callback": comma_list, "metavar": "X,Y"},
    "Sequence[Variable] | Variable": {"callback": comma_list, "metavar": "X,Y"},
    "Point | Sequence[Point] | None": {"callback": points, "multiple": True, "metavar": "X=3,Y=2"},
    "Point | None": {"callback": points, "multiple": True, "metavar": "X=3,Y=2"},
    "Variable | None": {"type": str, "metavar": "X"},
    "Given | None": {"type": str, "metavar": "FORMULA"},
    "Ranks": {"type": str, "metavar": "1,4,16"},
    "Sizes | None": {"type": str, "metavar": "NUMBER"},
    "Shapes | None": {"type": str, "metavar": '"W: (K, N), X: N"'},
    "Point | Given": {
        "callback": point_or_formula,
        "metavar": "X=0,Y=0",
    },
    "Point | Given | None": {
        "callback": point_or_formula,
        "metavar": "X=3,Y=2",
    },
    "Data | None": {"type": str, "metavar": "1,2,4"},
    "Range | None": {"callback": between, "metavar": "LOW,HIGH"},
    "Sequence[Given]": {"type": str, "multiple": True, "metavar": "FORMULA"},
    "Sequence[Given] | None": {"type": str, "multiple": True, "metavar": "FORMULA"},
}
