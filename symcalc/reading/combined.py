"""Vectors with factors in one line: (1, −3)/√10 and 5(1, 2) + (0, 1), put as lists of entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from symcalc.reading.bracketed import closing, outside

LONGEST = 2_000  # characters that are looked through
LABEL = re.compile(r"\s*[^<>()\[\]{},≤≥≠]*(?:=|:)\s*(?=[^=<>])")
ENVIRONMENT = re.compile(r"\\begin\{([bp]?matrix)\}((?:(?!\\begin|\\end).)*)\\end\{\1\}", re.DOTALL)
TURNED = re.compile(r"\s*\^\s*\{?\s*(?:T|\\top|\\intercal|\\mathsf\s*\{?T\}?)\b\s*\}?|\s*ᵀ")
TIMES = re.compile(r"\s*(?:\*|·|⋅|×|\\cdot\b|\\times\b)?\s*$")
OVER = re.compile(r"\s*(?:/|÷)\s*")
APART = re.compile(r"\s*,?\s+and\s+|\s*[,;]\s*")
NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)"
ROOT = rf"(?:\\?sqrt|√)\s*(?:\(\s*{NUMBER}\s*\)|\{{\s*{NUMBER}\s*\}}|{NUMBER})"
ATOM = rf"(?:{NUMBER}|{ROOT}|\(\s*[-−]?\s*(?:{NUMBER}|{ROOT})(?:\s*/\s*(?:{NUMBER}|{ROOT}))?\s*\))"
TOP = r"\{\s*[\d.]*\s*(?:(?:\\sqrt|√)\s*\{?\d+\}?)?\s*\}"
HALF = rf"\\[dt]?frac\s*(?:{TOP}|\d)\s*(?:{TOP}|\d)"
# A letter before a list is a factor; f, g, h are functions, and beta(5, 3) is a law.
LETTER = r"(?:[acdkrstxyzλμαβγ]|\\?(?:lambda|mu|alpha)|\\beta|\\gamma)(?:_?\{?\d\}?)?"
FACTOR = re.compile(
    rf"(?:{ATOM}|{HALF}|{LETTER})(?:\s*(?:[*/·]|\\cdot)?\s*(?:{ATOM}|{HALF}|{LETTER}))?"
)
DIVISOR = re.compile(rf"{ATOM}")
SIGNS = "+-−"
BRACED = re.compile(r"([^\[\](){}=,]*\{)(.*)(\\?\}\s*)", re.DOTALL)
PLAIN = re.compile(r"[-−]?[\w.]+")


def combined(text: str) -> str:
    """An answer with what is multiplied, divided or added put into its lists; any other as it is.

    >>> combined("(1, -3)/sqrt(10)"), combined("t(-2, 1)"), combined("2(1, 2) + (0, 1)")
    ('[1/(sqrt(10)), -3/(sqrt(10))]', '[t*(-2), t*(1)]', '[2*(1) + (1*(0)), 2*(2) + (1*(1))]')
    >>> combined("f(1, 2)"), combined("(1, 2)"), combined("x^2 + 1")
    ('f(1, 2)', '(1, 2)', 'x^2 + 1')
    """
    if len(text) > LONGEST or not ("," in text or ";" in text or "\\begin" in text):
        return text
    plain = ENVIRONMENT.sub(_listed, text.replace("\\left", "").replace("\\right", ""))
    inside = BRACED.fullmatch(plain)
    if inside and closing(plain, inside.start(2) - 1) >= inside.end(2):
        return f"{inside[1]}{combined(inside[2])}{inside[3]}"
    pieces = _apart(plain)
    made = [_part(part) for part, _ in pieces]
    if not any(made):
        return text
    return "".join(
        f"{found or part}{between}" for found, (part, between) in zip(made, pieces, strict=True)
    )


def _apart(text: str) -> list[tuple[str, str]]:
    """What stands between commas, semicolons and "and" outside of brackets, and which of these."""
    found, depth, start, place = [], 0, 0, 0
    while place < len(text):
        letter = text[place]
        depth += (letter in "([{") - (letter in ")]}")
        between = APART.match(text, place) if not depth and letter in " ,;" else None
        if between:
            found.append((text[start:place], between[0]))
            start = between.end()
        place = between.end() if between else place + 1
    return [*found, (text[start:], "")]


def _listed(found: re.Match[str]) -> str:
    """A column or a row of an environment in brackets; a matrix stays."""
    rows = [row.split("&") for row in re.split(r"\\\\", found[2].strip().removesuffix("\\\\"))]
    if len(rows) > 1 and len(rows[0]) > 1:
        return found[0]
    entries = [entry.strip() for row in rows for entry in row]
    return f"[{', '.join(entries)}]" if len(entries) > 1 else found[0]


def _part(text: str) -> str | None:
    """A sum of lists with factors as one list; None where it is none, or a list alone."""
    label = LABEL.match(text)
    head, rest = (label[0], text[label.end() :]) if label else ("", text)
    terms: list[Term] = []
    rest = rest.strip().rstrip(".")
    while rest:
        taken = _term(rest, first=not terms)
        if taken is None:
            return None
        terms.append(taken)
        rest = taken.rest
    if not any(term.worked for term in terms) and len(terms) < 2:
        return None
    if len({len(term.entries) for term in terms}) > 1:
        return None
    rows = zip(*(term.entries for term in terms), strict=True)
    sums = [" + ".join(f"({e})" if k else e for k, e in enumerate(row)) for row in rows]
    return f"{head}[{', '.join(sums)}]"


class Term(NamedTuple):
    """A list of a sum, whether anything is done with it, and what follows."""

    entries: Sequence[str]
    worked: bool
    rest: str


def _term(text: str, *, first: bool) -> Term | None:
    """The first list, with its sign, its factor and its divisor put in."""
    sign = text[:1] if text[:1] in tuple(SIGNS) else ""
    rest = text[len(sign) :].strip()
    start = _list_at(rest)
    if start is None or not (sign or first):
        return None
    end = closing(rest, start)
    factor = TIMES.sub("", rest[:start]).strip()
    if factor and not FACTOR.fullmatch(factor):
        return None
    entries = _entries(rest[start + 1 : end])
    turned = TURNED.match(rest, end + 1)
    rest = rest[turned.end() if turned else end + 1 :]
    over = OVER.match(rest)
    divisor = DIVISOR.match(rest, over.end()) if over else None
    if over and divisor is None:
        return None
    by = divisor[0] if divisor else ""
    made = [_entry(sign, factor, entry, by) for entry in entries]
    worked = bool(sign or factor or by or turned)
    return Term(made, worked, rest[divisor.end() :].strip() if divisor else rest.strip())


def _list_at(text: str) -> int | None:
    """Where the first bracket opens that has several entries, none of them a list."""
    for place, letter in enumerate(text):
        end = closing(text, place) if letter in "([" else -1
        entries = _entries(text[place + 1 : end]) if end > 0 else []
        if len(entries) < 2:
            continue
        flat = all(e and e[0] != "[" and len(outside(e.strip("()"))) < 2 for e in entries)
        return place if flat and text[end] == {"(": ")", "[": "]"}[letter] else None
    return None


def _entries(inner: str) -> list[str]:
    """What stands between commas, or between the semicolons of a column."""
    mark = "," if len(outside(inner)) > 1 else ";"
    return [entry.strip() for entry in outside(inner, mark)]


def _entry(sign: str, factor: str, entry: str, divisor: str) -> str:
    """−2·(3)/(5), which begins with no bracket."""
    plain = entry if PLAIN.fullmatch(entry) and not (sign and divisor) else f"({entry})"
    made = f"{factor}*({entry})" if factor else plain if divisor else f"({entry})"
    made = made if factor or divisor or sign else entry
    made = f"{made}/({divisor})" if divisor else made
    made = f"1*{made}" if made[0] == "(" and (factor or divisor or sign) else made
    return f"-{made}" if sign in ("-", "−") else made
