"""What stands around an answer as it was typed: a lead in words, a unit, a remainder."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

import sympy as sp

from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.grading.asked import Asked
from symcalc.grading.labelled import bare
from symcalc.grading.units import in_own_unit

UNITS = "Units are not graded."
MIXED = "I read {typed} as {whole} + {part}."
REMAINDER = "The remainder is left out here."

LEAD = re.compile(
    r"^\s*(?:(?:so|thus|hence|therefore)[\s,]+)?(?:(?:the|my|final|first|second|its)\s+)*"
    r"(?:answer|result|derivative|limit|integral|value|slope|lim|area)"
    r"\s*(?:is\s+equal\s+to\b|equals\b|is\b|=|:)\s*",
    re.IGNORECASE,
)
SIGN = re.compile(r"^\s*(?:=|->|→|\\to\b)\s*(?=\S)")
ABOUT = re.compile(
    r"^\s*(?:≈|\\approx\b|~|(?:about|approximately|approx\b\.?|roughly|around|circa)\b)\s*(?=\S)",
    re.IGNORECASE,
)
LINKS = re.compile(r"\s*(?:≈|\\approx\b)\s*")
TRAIL = re.compile(r"(?<=[\w)\]}∞])\s*(?:,|\.{3,}|…)\s*$")
ENDED = re.compile(
    r"\s*\+\s*(?:[Oo]\s*(?:\\left)?\(.*\)|R_?\{?\d*\}?(?:\(\w\))?|\\[lc]?dots|…|\.{3})\s*$"
)
NEARLY = re.compile(r"^.*?(?:≈|\\approx\b)")
UNIT = re.compile(
    r"(?<=[\d)}])(?:\s|\\[,;: ])*(?:\\(?:text|mathrm)\s*\{\s*)?"
    r"((?:square|cubic|sq\.?)\s+units?|units?(?:\^?[23²³])?|u\^[23]|"
    r"(?:[ckm]?m|kg|s)(?:\^?[23²³])?(?:/(?:s|h|min)(?:\^?[23²³])?)?)\s*\}?\s*\.?\s*$"
)
WHOLE = re.compile(
    r"^(?P<lead>[^=]*=)?\s*(?P<sign>[-−]?)\s*(?P<whole>\d+)"
    r"(?:\s*(?:\\,\s*)?\\[dt]?frac\s*(?:\{(?P<a>\d+)\}|(?P<b>\d))\s*(?:\{(?P<c>\d+)\}|(?P<d>\d))"
    r"|\s+(?P<e>\d+)/(?P<f>\d+))\s*\.?\s*$"
)
ROWS = re.compile(r"^\s*(?P<lead>[^=\[\]]*=)?\s*\[(?P<rows>[^\[\],&]*;[^\[\],&]*)\]\s*$")
TRANSPOSED = re.compile(r"^\s*[(\[](.*,.*)[)\]]\s*\^\s*(?:\{\s*)?(?:T|\\top)(?:\s*\})?\s*$")
ON = re.compile(
    r"\s*,?\s+(?:on|for|if|where)\s+(?:(?P<x>[a-z])\s*(?:∈|\\in\b|\bin\b)\s*)?"
    r"[\[(](?P<low>[^,\[\]()]+),(?P<high>[^,\[\]()]+)[\])]\s*$"
)
PLACES = ("extrema", "kkt", "penalised", "descent", "minimise", "minimize")
SHARED = re.compile(r"^\s*([a-z]\w{0,9})\s*=\s*([a-z]\w{0,9})\s*=\s*([^=<>,]+)$")
DEGREES = re.compile(r"(?<=[\d)}])\s*(?:degrees?|deg)\b\.?", re.IGNORECASE)
OPERATORS = "+-−*/^=·"
EVERY = re.compile(
    r"\s*(?:,|\bfor(?:\s+all)?\b)\s*\w\s*(?:∈|\\in\b|\bin\b)\s*(?:R\b|ℝ|\\mathbb\s*\{?\s*R\s*\}?)\s*$"
)
WHERE = re.compile(r"\s*,?\s+(?:for|if|when|where|with)\s+(?=[^,]*[<>≠≤≥])")
WHEN = re.compile(r"\b(?:if|for)\b")
ELSE = re.compile(r"\bif\b[^,;]*\belse\b")
BY = re.compile(r"^\s*D_\{?([a-z])\}?\s*(.+)=([^=]*)$")
OF = re.compile(r"^\s*D\s*\[?f\]?(?:\(\w\))?\s*=")
ITSELF = re.compile(r"(?<=[\w)])\s*\bd([a-z])\s*/\s*d\1\b|(?<=[\w)}])\s*\\frac\{d([a-z])\}\{d\2\}")


class Tidied(NamedTuple):
    """The answer alone, and what is to be said of the rest."""

    typed: str
    remark: str = ""


def tidied(asked: Asked, typed: str) -> Tidied:
    """An answer as typed without what stands around it; answers in words stay as they are."""
    if asked.kind in PLACES:
        typed = SHARED.sub(partial(_each, {x.name for x in asked.letters}), typed)
    if asked.wants != "formula":
        return Tidied(typed)
    typed = TRAIL.sub("", ABOUT.sub("", SIGN.sub("", LEAD.sub("", typed))))
    typed = LINKS.sub(" = ", bare(asked, typed)) if asked.kind != "taylor" else typed
    typed = re.sub(r"\b[Cc]onstant of integration\b", "C", typed)
    if asked.kind == "taylor":
        ended = ENDED.sub("", NEARLY.sub("", typed))
        return Tidied(ended, REMAINDER if ENDED.search(typed) else "")
    if asked.kind == "angle":
        return Tidied(DEGREES.sub("°", typed))
    if asked.kind == "tangent":
        return Tidied(re.sub(r"^\s*[A-Za-z]\s*:\s*", "", typed))
    if asked.kind == "derivative":
        typed = ITSELF.sub("", OF.sub("", BY.sub(r"d/d\1 (\2) = \3", typed)))
    if asked.kind in ("distribution", "posterior"):
        typed = ON.sub(_between, typed)
    typed = conditioned(EVERY.sub("", in_own_unit(asked, typed)))
    return numeric(asked, typed) or Tidied(shaped(asked, typed))


def _each(names: set[str], found: re.Match[str]) -> str:
    """x = y = 1/2 as x = 1/2, y = 1/2."""
    first, second, value = found.groups()
    return f"{first} = {value}, {second} = {value}" if {first, second} <= names else found[0]


def _between(found: re.Match[str]) -> str:
    """3x² on [0, 1] as 3x², 0 ≤ x ≤ 1."""
    x, low, high = found["x"] or "x", found["low"].strip(), found["high"].strip()
    ends = [f"{low} <= {x}"] if "oo" not in low and "∞" not in low else []
    ends += [f"{x} <= {high}"] if "oo" not in high and "∞" not in high else []
    return "".join(f", {end}" for end in ends)


def conditioned(typed: str) -> str:
    """2x for x > 0 with a comma, and "1 if x > 0, -1 if x < 0" in the braces of cases."""
    if ELSE.search(typed):
        return typed
    if len(WHEN.findall(typed)) > 1:
        bare = not typed.lstrip().startswith(("{", "\\"))
        return "{" + typed + "}" if bare and "=" not in WHEN.split(typed)[0] else typed
    found = WHERE.search(typed)
    bracket = typed.lstrip().startswith(("{", "\\{", "\\begin"))
    return typed if bracket or found is None else WHERE.sub(", ", typed, count=1)


def right_of(asked: Asked) -> sp.Basic | None:
    """What is right, where it can be worked out."""
    try:
        return asked.right.expr
    except (NotFoundError, UnsupportedError):
        return None


def numeric(asked: Asked, typed: str) -> Tidied | None:
    """A mixed number, or a number with its unit, where a number is asked for."""
    unit, whole = UNIT.search(typed), WHOLE.match(typed)
    if unit is None and whole is None:
        return None
    right = right_of(asked)
    if not isinstance(right, sp.Expr) or not right.is_number:
        return None
    if whole is not None:
        return mixed(whole, typed)
    names = {n.text or str(n.expr) for n in asked.body.walk() if n.head == "name"}
    letters = names | {s.name for s in asked.letters}
    assert unit is not None
    if letters & set(re.findall(r"[A-Za-z]", unit[1])) and "unit" not in unit[1]:
        return None
    left = typed[: unit.start()]
    return Tidied(left, UNITS) if re.search(r"\d", left) else None


def mixed(found: re.Match[str], typed: str) -> Tidied | None:
    """2 1/3 as the sum that it is at school."""
    top = found["a"] or found["b"] or found["e"]
    bottom = found["c"] or found["d"] or found["f"]
    if not 0 < int(top) < int(bottom):
        return None
    part = f"{top}/{bottom}"
    read = f"{found['lead'] or ''}{found['sign']}({found['whole']} + {part})"
    bare = typed[len(found["lead"] or "") :].strip()
    return Tidied(read, MIXED.format(typed=bare, whole=found["whole"], part=part))


def shaped(asked: Asked, typed: str) -> str:
    """[2y 2x; 2x 0] with commas, and (a, b)^T as a vector, where such a thing is asked for."""
    rows, turned = ROWS.match(typed), TRANSPOSED.match(typed)
    if rows is None and turned is None:
        return typed
    right = right_of(asked)
    if not isinstance(right, sp.MatrixBase):
        return typed
    if rows is None:
        assert turned is not None
        return f"[{turned[1]}]" if 1 in right.shape else typed
    entries = [row.split() for row in rows["rows"].split(";")]
    plain = all(
        e[0] not in OPERATORS[3:] and e[-1] not in OPERATORS for row in entries for e in row
    )
    if not plain or 1 in right.shape or {len(row) for row in entries} != {right.shape[1]}:
        return typed
    if any(e[0] in "+" for row in entries for e in row):
        return typed
    return (rows["lead"] or "") + "[" + "; ".join(", ".join(row) for row in entries) + "]"
