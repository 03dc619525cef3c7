"""Other words for questions that are known: "classify the critical points of", "argmin over w"."""

from __future__ import annotations

import re
from collections.abc import Callable

from symcalc.reading.wording import ASK, POLITE

LONGEST = 2_000  # characters of a sentence that is looked at
PLEASE = (
    rf"\s*(?:(?:{POLITE}),?\s+)*(?:(?:{ASK}|state|discuss|apply|use|perform|do):?\s+)?(?:the\s+)?"
)
POINTS = r"(critical|stationary)\s+points?\s+(?:of|for)\b"
LETTER = r"[^\W\d_]\w?"
LETTERS = rf"{LETTER}(?:\s*,\s*{LETTER})*"
SUBJECT = (
    r"\s+(?:subject\s+to|s\.?\s?t\.(?=\s)|st(?=\s)|such\s+that|under)(?:\s+the\s+constraints?)?\s+"
)
NUMBER = r"[-−+]?\d*\.?\d+"

Made = Callable[[re.Match[str]], str]


def _best(found: re.Match[str]) -> str:
    """minimise f with respect to w"""
    kind = "minimum" if found["kind"].lower() == "min" else "maximum"
    letters = found["below"] or found["over"]
    told = f"{kind} of {found['f']}"
    constrained = re.search(SUBJECT, found["f"], re.IGNORECASE)
    return told if not letters or constrained else f"{told} with respect to {letters}"


def _penalised(found: re.Match[str]) -> str:
    return f"minimiser of {found['f']} with {found['kind']} penalty of weight {found['weight']}"


RULES: tuple[tuple[re.Pattern[str], Made], ...] = tuple(
    (re.compile(words, re.IGNORECASE | re.DOTALL), made)
    for words, made in (
        (
            rf"{PLEASE}(?:and\s+)?(?:(?:find|locate)\s+and\s+)?(?:classify|characteri[sz]e)\s+(?:all\s+)?"
            rf"(?:the\s+|its\s+)?{POINTS}(?P<f>.+)",
            lambda m: f"{m[1]} points of {m['f'].strip()}",
        ),
        (
            rf"{PLEASE}(?:nature|types?|kinds?|character)\s+of\s+(?:all\s+|each\s+)?(?:of\s+)?"
            rf"(?:the\s+)?{POINTS}(?P<f>.+)",
            lambda m: f"{m[1]} points of {m['f'].strip()}",
        ),
        (
            rf"{PLEASE}second[-\s](?:partial\s+)?derivative\s+test\s+(?:for|to|of|on|with)\s+"
            r"(?P<f>(?:(?!\sat\s).)+)",
            lambda m: f"critical points of {m['f'].strip()}",
        ),
        (
            rf"{PLEASE}(?:\\operatorname\*?\s*\{{\s*)?\\?arg\s*\\?(?P<kind>min|max)(?:\s*\}})?"
            rf"(?:\s*_\s*(?:\{{\s*(?P<below>{LETTERS})\s*\}}|(?P<over>{LETTER})(?=[\s({{[|]))"
            rf"|\s+over\s+{LETTERS}(?=\s+of\b))?(?:\s+of\b|\s*:)?\s+(?P<f>.+)",
            _best,
        ),
        (
            rf"{PLEASE}(?:(?:hard[-\s]margin\s+)?(?:linear\s+)?(?:svm|support[-\s]vector\s+machine)"
            r"|(?:maximum|max)[-\s]margin\s+(?:classifier|hyperplane|separator))\s+(?:for|of|on)\s+"
            r"(?:the\s+)?(?:points\s+)?(?P<f>.+)",
            lambda m: f"support vector machine on {m['f'].strip()}",
        ),
        (
            rf"{PLEASE}(?:kkt|karush[-–]kuhn[-–]tucker)(?:\s+(?:conditions?|points?))?\s+(?:for|of)\s+"
            r"(?:the\s+problem\s+)?(?:(?:minimi[sz](?:ing|e|ation\s+of)|min)\s+)?(?P<f>.+?)"
            rf"{SUBJECT}(?P<held>.+)",
            lambda m: f"kkt conditions of {m['f'].strip()} subject to {m['held'].strip()}",
        ),
        (
            rf"{PLEASE}minimi[sz]e\s+(?P<f>.+?)\s+with\s+(?:an?\s+)?(?P<kind>l1|l2|ridge|lasso)"
            rf"[-\s]penalty(?:\s+of)?(?:\s+(?:weight|strength|lambda))?\s*=?\s*(?P<weight>{NUMBER})",
            _penalised,
        ),
        (
            rf"{PLEASE}(?P<kind>ridge|lasso)(?:\s+(?:regression|solution|minimi[sz]er|estimate))?\s+"
            rf"(?:of|for)\s+(?P<f>(?![A-Z]\s*=).+?)\s+with\s+(?:lambda|λ|\\lambda|weight|penalty)\s*=?\s*"
            rf"(?P<weight>{NUMBER})",
            _penalised,
        ),
        (
            r"(?P<loss>(?:hinge|logistic|squared|absolute|log)\s+(?:loss|error)|binary\s+cross[-\s]"
            rf"entropy|bce|mse|mae)\s+(?:of|at|for)\s+(?P<p>{NUMBER})\s+(?:against|with\s+"
            rf"(?:the\s+)?(?:label|target)(?:\s+y\s*=)?)\s+(?P<y>{NUMBER})",
            lambda m: f"{m['loss']} of ({m['p']},) against ({m['y']},)",
        ),
    )
)
# "x, y, z >= 0" among constraints, and a second "with" after them.
TOGETHER = re.compile(
    rf"(?<![\w)\]^*/+-])({LETTER}(?:\s*,\s*{LETTER})+)\s*(>=|<=|≥|≤|\\geq?|\\leq?)\s*({NUMBER})(?![\w(^*/+-])"
)
AND_WITH = re.compile(r"\s+(?:and\s+)?with\s+(?=[^=<>≤≥]{1,40}(?:>=|<=|≥|≤|=))", re.IGNORECASE)


def paraphrased(text: str) -> str | None:
    """The same question in the words that are known; None where it is in them.

    >>> paraphrased("classify the critical points of x^3 - 3x")
    'critical points of x^3 - 3x'
    >>> paraphrased("maximise x y subject to x + y = 3 with x, y >= 0")
    'maximise x y subject to x + y = 3, x >= 0, y >= 0'
    """
    if len(text) > LONGEST:
        return None
    plain = text.strip(" .?")
    for pattern, made in RULES:
        found = pattern.fullmatch(plain)
        if found is not None:
            return made(found)
    spelled = _together(text)
    return spelled if spelled != text else None


def _together(text: str) -> str:
    """Constraints of several letters one by one."""
    lead = re.search(rf"{SUBJECT}|\s+with\s+", text, re.IGNORECASE)
    if lead is None:
        return text
    before, held = text[: lead.end()], text[lead.end() :]
    if re.fullmatch(SUBJECT, lead[0], re.IGNORECASE):
        held = AND_WITH.sub(", ", held)
    return before + TOGETHER.sub(_one_by_one, held)


def _one_by_one(found: re.Match[str]) -> str:
    letters = [letter.strip() for letter in found[1].split(",")]
    return ", ".join(f"{letter} {found[2]} {found[3]}" for letter in letters)
