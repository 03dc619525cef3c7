"""The words that questions are put in: one table for each place of a question."""

from __future__ import annotations

import re

NAME = r"\\?[^\W\d_]\w*"
EQUATION = rf"{NAME}(?:\s*\([^()]{{0,80}}\))?\s*=(?![=>])"
ARROWS = (
    r"->|→|⟶|\\to(?![a-z])|\\(?:long)?rightarrow(?![a-z])|\b(?:approaches|tends\s+to|goes\s+to)\b"
)

ORDERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
ORDER = rf"(?:(?P<word>{'|'.join(ORDERS)})|(?P<digits>\d\d?)(?:st|nd|rd|th))[\s-]+(?:order\s+)?"
ASK = (
    r"find|compute|calculate|evaluate|determine|work\s+out|give(?:\s+me)?|show\s+me"
    r"|what\s+(?:is|are)|what['’]?s"
)
POLITE = (
    r"please|(?:can|could|would)\s+you|how\s+(?:do|can|would|should)\s+(?:i|you|we)|how\s+to"
    r"|help\s+me|i\s+(?:want|need)\s+to"
)
PLEASE = rf"\s*(?:(?:{POLITE}),?\s+)*(?:(?:{ASK}):?\s+)?(?:the\s+)?(?:value\s+of\s+)?(?:the\s+)?"
# "of", a colon, "the function": what may stand between the words and the formula.
OF = (
    r"(?:\s+of\b)?(?:\s*:)?"
    r"(?:\s+(?:the\s+)?(?:following|function|expression|curve|formula)s?\b(?:\s*:)?)*"
)
SIGNS = r"\\?lim\b|\\?i*int(?![a-z])|[∫∬∭∑∏]|\\?sum(?=\s*_)|\\?prod(?=\s*_)"
NO_DIFFERENTIAL = r"(?!.*d(?:[^\W\d_]|\\[a-z]+)\b)"
NO_LIST = r"(?!\s*\(.*,)"
OPERATOR = (
    r"d(?:\^?\{?\d\}?)?\s*\(?\w?\)?\s*/\s*d|∂|\\partial"
    r"|\\[dt]?frac\s*\{\s*(?:d|∂|\\partial|\\mathrm\s*\{?\s*d)|[^\W\d_]\w*\s*['′’]"
)

# What is asked, by the words that a question begins with; the first that fits is taken.
# A kind that is empty: the formula itself says what is asked.
LEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(PLEASE + words, re.IGNORECASE | re.DOTALL))
    for kind, words in (
        ("derivative", rf"(?:{ORDER})?(?P<partial>partial\s+)?derivatives?\b{OF}"),
        ("derivative", rf"(?:differentiate|derive|diff)\b{NO_LIST}{OF}"),
        ("gradient", rf"grad(?:ient)?s?(?:\s+vector)?\b{OF}"),
        ("gradient", r"∇(?![\s²^·×]*[²^·×])|\\nabla(?![A-Za-z])(?!\s*(?:\^|\\cdot|\\times))"),
        ("jacobian", rf"jacobian(?:\s+matrix)?\b{OF}"),
        ("hessian", rf"hessian(?:\s+matrix)?\b{OF}"),
        ("", rf"(?:(?:in)?definite\s+)?(?:integral|limit|sum|product)\b{OF}(?=\s*(?:{SIGNS}))"),
        (
            "integral",
            rf"(?:(?:in)?definite\s+)?(?:integral|antiderivative|primitive)(?:\s+of|\s*:){OF}",
        ),
        ("integral", rf"(?:integrate|antidifferentiate|antiderivative)\b{NO_LIST}{OF}"),
        ("integral", r"(?:(?:in)?definite\s+)?integral(?=\s+(?:from|between|with\s+respect)\s)"),
        ("integral", rf"(?:integral|int)\b(?!\s*[_^]){NO_LIST}{NO_DIFFERENTIAL}"),
        ("limit", rf"lim(?:it)?(?:\s+of\b|\s*:){OF}|lim(?:it)?\b(?=\s*,?\s*as\s)"),
        (
            "limit",
            rf"lim(?:it)?\b(?!\s*_)(?!\s*[({{]?\s*{NAME}\s*(?:{ARROWS}))"
            rf"(?=.*(?:\s(?:as|at)\s|{ARROWS}))",
        ),
        ("sum", r"sum(?:mation)?(?=\s.*\sfrom\s|\s+from\s)(?:\s+of\b)?"),
        ("product", r"product(?=\s.*\sfrom\s|\s+from\s)(?:\s+of\b)?"),
        ("", rf"(?={OPERATOR})|(?=lim(?:it)?\s+{NAME}\s*(?:{ARROWS}))"),
    )
)
# Words that only say please.
COURTESY = re.compile(rf"(?=\s*(?:{POLITE}|{ASK})\s){PLEASE}", re.IGNORECASE)
# "If y = x^3, find …": what is given stands before the question.
GIVEN_FIRST = re.compile(
    r"\s*(?:(?:if|given|let|for|suppose|when|consider)\s+(?:that\s+)?)?(?P<given>[^=]+=.+?)"
    rf"[,;.:]?\s+(?:and\s+|then\s+)*(?=(?:{POLITE}|{ASK}|differentiate|integrate)\s"
    r"|(?<=,\s)d\w?/d\w\s*\Z)",
    re.IGNORECASE | re.DOTALL,
)

# What is understood, but cannot be asked yet.
LATER: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (what, re.compile(rf"{PLEASE}(?P<words>{words})", re.IGNORECASE | re.DOTALL))
    for what, words in (
        ("tangent lines", r"(?:equation\s+of\s+)?(?:the\s+|a\s+)?(?:tangent|normal)\b(?!\s*\()"),
        ("series", r"(?:taylor|maclaurin|laurent|fourier|power)\b(?:\s+(?:series|poly|expan))?"),
        ("critical points", r"(?:critical|stationary|inflection|saddle)\s+points?\b"),
        ("points of inflection", r"points?\s+of\s+inflection\b"),
        (
            "maxima and minima",
            r"(?:(?:local|global|absolute)\s+)?(?:(?:max|min)im(?:i[sz]e|a\b|um\b)|extrem(?:a|um)\b)",
        ),
        ("directional derivatives", r"directional\s+derivative"),
        ("the divergence of a field", r"divergence\b|div\s+of\b"),
        ("the curl of a field", r"curl\s+of\b"),
        ("the Laplacian of a function", r"laplacian\s+of\b"),
        ("implicit differentiation", r"implicit|differentiate\b.*\bimplicitly\b"),
        ("total differentials", r"total\s+(?:differential|derivative)"),
        ("mixed partial derivatives", r"mixed\s+(?:partial|derivative)"),
        ("derivatives of order n", r"n[-\s]?th\s+(?:order\s+)?derivative"),
        ("multiple integrals in words", r"(?:double|triple|multiple|line|surface)\s+integral"),
        ("integration by a method", r"integrate\s+by\s+(?:parts|substitution)"),
        ("areas", r"area\s+(?:under|between|of|below)\b"),
        ("limits from one side in such words", r"(?:left|right)[-\s](?:hand|sided)\s+limit"),
        ("slopes and rates of change", r"(?:slope|rate\s+of\s+change)\b"),
        ("solving equations", r"solve\b(?!\s*\()|(?:roots|zeros|solutions?)\s+of\b"),
        ("rewriting formulas", r"(?:simplify|factori[sz]e|factor|expand)\b(?!\s*\()"),
        ("proofs", r"(?:show|prove|verify)\s+that\b"),
        ("drawing", r"(?:plot|sketch|draw)\b(?!\s*\()"),
    )
)

WRT = r"(?:with\s+respect\s+to|w\.?\s?r\.?\s?t\.?|by)\s+"
AT = (
    r"(?:evaluated\s+)?at\s+(?:the\s+)?(?:point\b)?|(?:evaluated\s+)?at(?=\()"
    r"|in\s+(?:the\s+)?(?:point\b|(?=\())"
)
GIVEN = r"(?:if|for|when|where|given)\s+(?:that\s+)?(?!.{0,300}\b(?:else|otherwise)\b)"
DEFINED = rf"(?:if|for|when|where|given|with)\s+(?:that\s+)?(?={EQUATION})"
# "for x from 0 to 1", ", x from 0 to 1"
RUNNING = rf"for\s+(?={NAME}\s+from\s)|(?:(?<=,)|(?<=,\s))(?={NAME}\s+from\s)"
RANGE = r"(?:from|between|over|on)\s+|in\s+(?=\[|the\s+interval\b)"
WITHIN = rf"for\s+(?=[^=<≤]{{1,80}}(?:<|≤|\\leq?)\s*=?\s*{NAME}\s*(?:<|≤|\\leq?))"
# The at of v + at and of "integrate at dt" is a product.
LETTERS = (
    r"(?:(?<=[-+−*/=]\s)(?:at|by|on|as)\b"
    r"|(?:at|by|on|as)(?=\s*\Z|\s+(?:with\s+respect|w\.?r\.?t|from\s|d\w\b)))"
)
# What may be said after the formula, for each kind of question.
TAILS: dict[str, re.Pattern[str]] = {
    kind: re.compile(
        rf"(?:,\s*|\s+)(?!{LETTERS})(?:{'|'.join(f'(?P<{k}>{w})' for k, w in words)})",
        re.IGNORECASE | re.DOTALL,
    )
    for kind, words in {
        "": (("at", AT), ("given", GIVEN)),
        **dict.fromkeys(
            ("derivative", "gradient", "jacobian", "hessian"),
            (("wrt", WRT), ("at", AT), ("given", GIVEN), ("twice", r"twice\b")),
        ),
        "integral": (
            ("wrt", f"{WRT}|{RUNNING}"),
            ("from", rf"(?:{RANGE})(?:\s*the\s+interval\s+)?|{WITHIN}"),
            ("given", DEFINED),
        ),
        "limit": (
            ("given", DEFINED),
            ("as", rf"(?:as|when|for|if)\s+|(?={NAME}\s*(?:{ARROWS}))"),
            ("at", r"at\s+"),
        ),
        **dict.fromkeys(("sum", "product"), (("from", r"(?:from|for)\s+"),)),
    }.items()
}
# Where what is said before the formula ends: "as x -> 0 of f", "with respect to x: f".
SEPARATORS = (
    re.compile(r"\s+of\s+", re.IGNORECASE),
    re.compile(r"\s*:\s*"),
    re.compile(r"\s*,\s+"),
)
UNSEPARATED = re.compile(
    rf".*?(?:\sto|\sand|{ARROWS})\s*(?:(?:minus|negative|positive)\s+)?\S+(?=\s)",
    re.IGNORECASE | re.DOTALL,
)
