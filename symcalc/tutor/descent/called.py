"""What people call the options of a run, and clauses that are said in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcalc.errors import UnsupportedError
from symcalc.reading.sentences import NUMBER, POINTS
from symcalc.tutor.words.descent import FAILS, HINTS

EARLIER = r"(?:previous\s+|current\s+|old\s+|initial\s+)?"
# What people call the options; the longer names first.
CALLED = (
    (re.compile(r"(?:learning\s+rate|step[\s-]?(?:size|length)|lr)\b", re.I), "rate"),
    (re.compile(r"\\?(?:alpha\b|eta\b|α|η)", re.I), "alpha"),
    (
        re.compile(
            r"(?:momentum(?:\s+(?:coefficient|parameter|factor))?|\\?(?:beta|mu)|β|μ)"
            r"(?![\w₁₂])"
        ),
        "beta",
    ),
    (re.compile(r"(?:β_?(?:1|\{1\}|₁)|\\?beta(?:_1|_\{1\}|1))(?!\w)"), "beta1"),
    (re.compile(r"(?:β_?(?:2|\{2\}|₂)|\\?beta(?:_2|_\{2\}|2))(?!\w)"), "beta2"),
    (re.compile(r"(?:\\?(?:var)?epsilon|ε)(?!\w)", re.I), "eps"),
    (re.compile(r"weight\s+decay(?:\s+(?:rate|coefficient|parameter))?", re.I), "decay"),
    (re.compile(r"(?:\\?lambda|λ)(?!\w)", re.I), "lambda"),
    (
        re.compile(r"(?:(?:decay|smoothing)(?:\s+(?:rate|constant|factor))?|\\?rho|ρ)(?!\w)", re.I),
        "rho",
    ),
    (re.compile(rf"{EARLIER}velocity", re.I), "v"),
    (re.compile(rf"{EARLIER}first\s+moment", re.I), "m"),
    (re.compile(rf"{EARLIER}second\s+moment", re.I), "v"),
    (re.compile(rf"{EARLIER}(?:accumulator|cache)", re.I), "s"),
    (re.compile(r"(?:current\s+|stochastic\s+)?(?:gradient|grad)(?!\w)", re.I), "g"),
    (re.compile(r"(?:clip(?:ping|ped)?)(?:\s+(?:norm|at|to))*", re.I), "clip"),
)
# The letter that may stand between a name and its value: step size α = 0.1.
LETTER = re.compile(r"(?:of\s+|is\s+)?\\?[^\W\d_]+(?:_?\{?\d\}?|[₀-₉])?\s*=\s*")
VALUE = re.compile(
    r"(?:an?\s+|the\s+)?([A-Za-z]\w*)\s*(?:=|\sof\s|\sis\s|\s|(?=[(\[]))\s*(.+)", re.S
)
# Other names of an option, where a method has no such one.
SHARED = {
    "rho": ("decay",),
    "decay": ("rho",),
    "beta": ("rho", "beta1"),
    "lambda": ("decay",),
    "alpha": ("rate",),
}
AND_NUMBER = rf"(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){NUMBER})"
JOINED = r"(?:\s*,\s*|\s+)(?:and\s+|with\s+)*"
SIZE = r"(\d+(?:\.\d*)?|\.\d+)(?![\d/^*])"
BY = r"(?:multiplied\s+by|decayed\s+by(?:\s+a\s+factor\s+of)?|times)"
CUT = rf"(?:(?P<half>halved|halving)|{BY}\s+(?P<factor>[\d./]+))"
# Clauses with words inside that begin a clause elsewhere.
WHOLE = (
    (
        "clip",
        rf"(?:gradients?\s+)?clip(?:ping|ped)?\s+(?:to|at|by)\s+(?:an?\s+|the\s+)?"
        rf"(?:max(?:imum|imal)?\s+)?(?:norm\s+)?(?:of\s+)?{SIZE}",
    ),
    (
        "regression",
        r"(?:for|on|of)\s+linear\s+regression\s+(?:with\s+|of\s+)?(?:the\s+model\s+)?"
        r"(?:y\s*=\s*)?([^=,;]+?)\s+(?:on|over|to|for|with)\s+(?:the\s+)?"
        rf"(?:data\s+points|data|points)\s*:?\s*({POINTS})",
    ),
    (
        "schedule",
        rf"(?:is\s+|which\s+is\s+|that\s+is\s+)?{CUT}\s+(?:after\s+)?every"
        r"(?:\s+(?P<every>\d+))?\s+(?:steps?|iterations?|epochs?|updates?)",
    ),
    (
        "tolerance",
        r"until\s+(?:the\s+)?(?:gradient(?:'s)?\s+(?:norm|length)|norm\s+of\s+the\s+"
        r"gradient|length\s+of\s+the\s+gradient|gradient|\|+\s*(?:∇|\\nabla\s*)f\s*\|+)"
        r"\s*(?:is|gets|becomes|falls|drops)?\s*(?:below|under|less\s+than"
        rf"|smaller\s+than|at\s+most|<=?)\s+{SIZE}",
    ),
    ("betas", r"betas?\s*=?\s*[(\[]([^,()\[\]]+),([^,()\[\]]+)[)\]]"),
    ("gradients", rf"gradients\s+(?:of\s+|are\s+|=\s*)?({POINTS}|{NUMBER}{AND_NUMBER}+)"),
    ("bias", r"(?:with\s+)?bias[\s-]correction"),
)
TOLD = tuple((name, re.compile(rf"{JOINED}{pattern}(?!\w)", re.I)) for name, pattern in WHOLE)


def taken(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The sentence without the clauses that are said in one piece, and what those say.

    >>> taken("on x^2 from x = 4 with rate 0.4 halved every 2 steps")
    ('on x^2 from x = 4 with rate 0.4', [('schedule', 'rate*(1/2)^floor((t - 1)/2)')])
    """
    found: list[tuple[str, str]] = []
    text = f" {text}"
    for name, pattern in TOLD:
        match = pattern.search(text)
        if match is None:
            continue
        text = f"{text[: match.start()]}{text[match.end() :]}"
        found += _said(name, match)
    return text.strip(), found


def _said(name: str, match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """The options of a clause."""
    if name == "schedule":
        factor = "1/2" if match["half"] else match["factor"]
        every = match["every"] or "1"
        past = "(t - 1)" if every == "1" else f"floor((t - 1)/{every})"
        yield "schedule", f"rate*({factor})^{past}"
    elif name == "regression":
        yield name, f"{match[1]};{match[2]}"
    elif name == "betas":
        yield "beta1", match[1].strip()
        yield "beta2", match[2].strip()
    else:
        yield name, match[1].strip() if match.re.groups else ""


def named(one: str) -> tuple[str, str] | None:
    """The name of an option as the methods have it, and its value; None where it is none.

    >>> named("step size \\\\alpha = 0.1"), named("the learning rate of 0.1")
    (('rate', '0.1'), ('rate', '0.1'))
    """
    told = re.sub(r"^(?:an?|the)\s+", "", one)
    for pattern, name in CALLED:
        found = pattern.match(told)
        rest = told[found.end() :].strip() if found else ""
        if rest:
            told = f"{name} {LETTER.sub('', rest, count=1).lstrip('=').strip()}"
            break
    found = VALUE.fullmatch(told)
    return (found[1], re.sub(r"^(?:of|is|=)\s*", "", found[2])) if found else None


def put(options: dict[str, str], name: str, value: str) -> None:
    """Enter what is said of an option.

    Raises
    ------
    UnsupportedError
        If something else was said of it before.
    """
    once(name, options.get(name), value)
    options[name] = value


def once(name: str, before: str | None, value: str) -> None:
    """Refuse a second value."""
    if before not in (None, "", value):
        told = FAILS["again"].format(name=name, first=before, second=value)
        raise UnsupportedError(told, hint=HINTS["again"])
