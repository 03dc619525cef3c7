"""Derivatives by the name of a function that is told beside: f_x(1, 2) where f(x, y) = x² y."""

from __future__ import annotations

import re
from collections.abc import Sequence

from symcalc.errors import SymcalcError
from symcalc.formula import natural_order
from symcalc.reading.bracketed import outside
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.wording import PLEASE

LONGEST = 500  # characters of a question that is looked at
D = r"(?:∂|\\partial(?![a-z]))"
POWER = r"(?:²|³|\^\s*\{?\s*[23]\s*\}?)"
BELOW = rf"(?:\s*{D}\s*[a-zθ]\s*{POWER}?)+"
NOTATION = (
    r"(?:(?P<kind>[HJ])(?:_\{?|\s*\(\s*|)(?P<k>[fgF])(?:\}|\s*\)|)"
    rf"|(?P<f>[A-Za-z])_(?:\{{\s*(?P<by>[a-zθ]{{1,3}})\s*\}}|(?P<one>[a-zθ]{{1,3}}))"
    rf"|\\[dt]?frac\s*\{{\s*{D}\s*{POWER}?\s*(?P<g>[A-Za-z])\s*\}}\s*\{{(?P<below>{BELOW})\s*\}}"
    rf"|{D}\s*{POWER}?\s*(?P<h>[A-Za-z])\s*/(?P<under>{BELOW}))"
)
PLACE = (
    r"(?:\s*(?:\\right\s*)?\|\s*_\s*\{?\s*\((?P<there>[^()=]{1,60})\)\s*\}?"
    r"|\s*(?:at\s+(?:the\s+point\s+)?)?(?:\\left\s*)?\((?P<point>[^()=]{1,60})(?:\\right\s*)?\))?"
)
ASKED = rf"(?:\\left\s*\.\s*)?{NOTATION}{PLACE}"
ARGUMENTS = r"(?:\\left\s*)?\(\s*(?P<args>[a-zθ](?:\s*,\s*[a-zθ])*)\s*(?:\\right\s*)?\)"
DEFINED = rf"(?P<name>[A-Za-z])\s*(?:{ARGUMENTS})?\s*=(?!=)\s*(?P<body>.+?)"
FIRST = re.compile(
    rf"{PLEASE}{ASKED}\s*(?:,\s*|\s)(?:(?:for|where|if|when|given|with)\s+)?{DEFINED}\s*[.?]?\s*",
    re.DOTALL,
)
LAST = re.compile(
    rf"\s*(?:(?:[Ll]et|[Ii]f|[Gg]iven|[Ff]or|[Ss]uppose|[Cc]onsider)\s+)?{DEFINED}\s*[,.;:]\s*"
    rf"(?:then\s+)?{PLEASE.replace('?:find', '?:[Ff]ind')}{ASKED}\s*[.?]?\s*",
    re.DOTALL,
)
ONE_BELOW = re.compile(rf"{D}\s*(?P<x>[a-zθ])\s*(?P<power>{POWER})?")
KINDS = {"H": "hessian", "J": "jacobian"}
TIMES = {"²": 2, "³": 3}


def told_apart(text: str) -> str | None:
    """The question as ∂/∂x (…) at x = 1, y = 2; None where it is none.

    >>> told_apart("f_x(1, 2) where f(x, y) = x^2 y")
    '∂/∂x (x^2 y) at x = 1, y = 2'
    >>> told_apart("if f(x, y) = x^2 y^3, find f_xy"), told_apart("f(1, 2) where f = x y")
    ('∂^2/∂x∂y (x^2 y^3)', None)
    """
    if len(text) > LONGEST or "=" not in text:
        return None
    plain = text.strip().strip("$").strip()
    found = FIRST.fullmatch(plain) or LAST.fullmatch(plain)
    if found is None or found["name"] != (found["f"] or found["g"] or found["h"] or found["k"]):
        return None
    point = found["there"] or found["point"]
    if not (point or found["f"] or found["kind"]):  # ∂f/∂x where f = … is read as it stands
        return None
    body = found["body"].strip().strip("$").rstrip(".,; ")
    among = _arguments(found["args"], body)
    at = _place(point, among)
    if not among or at is None:
        return None
    if found["kind"]:
        return _of_all(found["kind"], body, among, at)
    by = _letters(found)
    if not set(by) <= set(among):
        return None
    power = f"^{len(by)}" if len(by) > 1 else ""
    return f"∂{power}/{''.join(f'∂{x}' for x in by)} ({body}){at}"


def _arguments(written: str | None, body: str) -> list[str]:
    """The letters of f(x, y), or those of the formula in natural order; none where it is none."""
    if written:
        return [x.strip() for x in written.split(",")]
    try:
        return [x.name for x in natural_order(parse(body, Names()).symbols)]
    except SymcalcError:
        return []


def _place(point: str | None, among: Sequence[str]) -> str | None:
    """ " at x = 1, y = 2"; nothing for no point or f_x(x, y), None for one that does not fit."""
    values = [value.strip() for value in outside(point)] if point else []
    if not values or values == list(among):
        return ""
    if len(values) != len(among) or not all(values):
        return None
    return " at " + ", ".join(f"{x} = {v}" for x, v in zip(among, values, strict=True))


def _of_all(kind: str, body: str, among: Sequence[str], at: str) -> str:
    """The Hessian or the Jacobian by all arguments."""
    inner = body[1:-1] if body[:1] == "(" and body[-1:] == ")" else body
    several = kind == "J" and len(outside(inner)) > 1
    asked = f"{KINDS[kind]} of {f'[{inner}]' if several else body}"
    return f"{asked} with respect to {', '.join(among)}{at}"


def _letters(found: re.Match[str]) -> list[str]:
    """By what is differentiated, one after another."""
    if found["f"]:
        return list(found["by"] or found["one"])
    letters: list[str] = []
    for one in ONE_BELOW.finditer(found["below"] or found["under"]):
        power = (one["power"] or "").strip("^{} ")
        letters += [one["x"]] * (TIMES.get(power) or int(power or 1))
    return letters
