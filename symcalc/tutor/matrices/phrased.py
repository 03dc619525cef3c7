r"""Questions about matrix formulas as books put them: \nabla_W ‖XW − Y‖², ∂ tr(AX)/∂X."""

from __future__ import annotations

import re

from symcalc.reading.bracketed import closing
from symcalc.reading.wording import ASK, POLITE
from symcalc.tutor.matrices.inferred import MARK

LONGEST = 500  # characters of a question that is looked at
LEAD = re.compile(
    rf"\s*(?:(?:{POLITE}),?\s+)*(?:(?:{ASK}|work\s+out):?\s+)?(?:the\s+)?(?:matrix\s+|vector\s+)?",
    re.IGNORECASE,
)
BOLD = re.compile(r"\\(?:mathbf|boldsymbol|bm|pmb|vec)\s*(?:\{\s*(\w)\s*\}|(\w)(?!\w))")
SHAPES = re.compile(r",?\s+(?:with\s+)?(?:shapes|samples\s+as|assuming)\b.*\Z", re.DOTALL)
LETTER = r"(?:[^\W\d_](?:_?\{?\d\}?)?|\\[a-z]+)"
D = r"(?:d|∂|\\partial(?![a-z])|\\mathrm\s*\{?\s*d\s*\}?)"
BY = (
    r"\s+(?:with\s+respect\s+to|w\.?r\.?t\.?|by)\s+(?:the\s+(?:vector|matrix)\s+)?"
    rf"(?P<wrt>{LETTER})"
)
SQUARED = r"\s*(?:²|\^\s*\{?\s*2\s*\}?)"
NABLA = re.compile(
    rf"(?:∇|\\nabla(?![a-z]))(?P<twice>{SQUARED})?\s*"
    rf"(?:_\s*(?:\{{\s*(?P<wrt>{LETTER})\s*\}}|(?P<one>{LETTER})))?(?P<then>{SQUARED})?\s*(?P<body>.+)",
    re.DOTALL,
)
OPERATOR = re.compile(
    rf"(?:\\[dt]?frac\s*\{{\s*{D}\s*\}}\s*\{{\s*{D}\s*(?P<wrt>{LETTER})\s*\}}"
    rf"|{D}\s*/\s*{D}\s*(?P<one>{LETTER})(?!\w))\s*(?P<body>.+)",
    re.DOTALL,
)
FRACTION = re.compile(rf"\\[dt]?frac\s*(?=\{{\s*{D})")
BELOW = re.compile(rf"\s*\{{\s*{D}\s*(?P<wrt>{LETTER})\s*\}}")
ABOVE = re.compile(rf"\{{\s*{D}\s*(?P<body>.+)\}}", re.DOTALL)
SLASH = re.compile(rf"{D}\s*(?P<body>.+?)\s*/\s*{D}\s*(?P<wrt>{LETTER})", re.DOTALL)
WORDS = re.compile(
    rf"(?P<kind>derivative|gradient|grad|hessian(?:\s+matrix)?|jacobian(?:\s+matrix)?)"
    rf"(?:{BY.replace('wrt>', 'first>')})?\s+of\s+(?:the\s+)?"
    rf"(?:(?:scalar|quadratic|linear)\s+)?(?:(?:function|form|expression|loss)\s+)?"
    rf"(?P<body>.+?)(?:{BY})?",
    re.IGNORECASE | re.DOTALL,
)
DIFFERENTIATE = re.compile(rf"differentiate\s+(?P<body>.+?)(?:{BY})?", re.IGNORECASE | re.DOTALL)
NAMED = re.compile(rf"\s*{LETTER}\s*(?:\(\s*(?P<of>{LETTER})\s*\))?\s*=\s*(?!=)")
SYMMETRIC = re.compile(
    r"(?:\s*,\s*|\s+)(?:(?:for|where|if|with|when)\s+)?"
    r"(?:(?:a\s+)?symmetric\s+(?:matrix\s+)?(?P<a>[A-Z])"
    r"|(?P<b>[A-Z])\s+(?:is\s+)?(?:a\s+)?symmetric(?:\s+matrix)?"
    r"|(?P<c>[A-Z])\s*=\s*(?P=c)(?:\^\s*\{?T\}?|ᵀ))\s*\Z"
)


def usually(text: str) -> str | None:
    r"""The question as "gradient of … with respect to X"; None where it is none.

    >>> usually("∂ tr(AX)/∂X"), usually("derivative of x^2")
    ('gradient of tr(AX) with respect to X', None)
    >>> print(usually(r"\nabla_W \|XW - Y\|_F^2"))
    gradient of \|XW - Y\|_F^2 with respect to W
    >>> usually("derivative of f(x) = x^T A x for symmetric A")
    'gradient of x^T A x with respect to x, assuming A symmetric'
    """
    if len(text) > LONGEST or not (MARK.search(text) or SHAPES.search(text)):
        return None
    plain = BOLD.sub(r"\1\2", text.strip().strip("$").strip().rstrip(".?").rstrip())
    plain = LEAD.sub("", plain.replace("\\,", " "), count=1)
    tail = SHAPES.search(plain)
    plain, more = (plain[: tail.start()], tail[0]) if tail else (plain, "")
    symmetric = SYMMETRIC.search(plain)
    if symmetric:
        plain = plain[: symmetric.start()]
        more += f", assuming {symmetric['a'] or symmetric['b'] or symmetric['c']} symmetric"
    found = _fraction(plain) or _matched(plain)
    if found is None:
        return None
    kind, body, wrt = found
    named = NAMED.match(body)
    if named:
        body, wrt = body[named.end() :], wrt or named["of"] or ""
    by = f" with respect to {wrt}" if wrt else ""
    return f"{kind} of {body.strip()}{by}{more}"


def _fraction(text: str) -> tuple[str, str, str] | None:
    r"""\frac{\partial tr(AX)}{\partial X}."""
    found = FRACTION.match(text)
    end = closing(text, found.end()) if found else -1
    below = BELOW.fullmatch(text, end + 1) if end > 0 else None
    above = ABOVE.fullmatch(text, found.end(), end + 1) if found and below else None
    return ("gradient", above["body"], below["wrt"]) if above and below else None


def _matched(text: str) -> tuple[str, str, str] | None:
    """The kind of question, the formula, and the letter that it is differentiated by."""
    nabla = NABLA.fullmatch(text)
    if nabla:
        twice = nabla["twice"] is not None or nabla["then"] is not None
        kind = "hessian" if twice else "gradient"
        return kind, nabla["body"], nabla["wrt"] or nabla["one"] or ""
    operator = OPERATOR.fullmatch(text)
    if operator:
        return "gradient", operator["body"], operator["wrt"] or operator["one"]
    slash = SLASH.fullmatch(text)
    if slash:
        return "gradient", slash["body"], slash["wrt"]
    words = WORDS.fullmatch(text)
    if words:
        said = words["kind"].split()[0].lower()
        kind = said if said in ("hessian", "jacobian") else "gradient"
        return kind, words["body"], words["wrt"] or words["first"] or ""
    told = DIFFERENTIATE.fullmatch(text)
    return ("gradient", told["body"], told["wrt"] or "") if told else None
