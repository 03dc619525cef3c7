"""The words that questions are put in: one table for each place of a question."""

from __future__ import annotations

import re

from symcalc.reading.titles import CALLED, MINIMISE

NAME = r"\\?[^\W\d_]\w*"
EQUATION = rf"{NAME}(?:\s*\([^()]{{0,80}}\))?\s*=(?![=>])"
ARROWS = (
    r"->|→|⟶|\\to(?![a-z])|\\(?:long)?rightarrow(?![a-z])|\b(?:approaches|tends\s+to|goes\s+to)\b"
)

ORDERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
ORDER = rf"(?:(?P<word>{'|'.join(ORDERS)})|(?P<digits>\d\d?)(?:st|nd|rd|th))[\s-]+(?:order\s+)?"
ASK = (
    r"find|compute|calculate|evaluate|determine|work\s+out|give(?:\s+me)?|show\s+me"
    r"|what\s+(?:is|are)|what['’]?s|table\s+entry"
)
POLITE = (
    r"please|(?:can|could|would)\s+you|how\s+(?:do|can|would|should)\s+(?:i|you|we)|how\s+to"
    r"|help\s+me|i\s+(?:want|need)\s+to"
    r"|use\s+(?:the\s+)?(?:(?:limit\s+)?definition(?:\s+of\s+(?:the|a)\s+derivative)?"
    r"|first\s+principles|(?:implicit|logarithmic)\s+differentiation|l['’]?h[oô]s?pital(?:['’]?s)?\s+rule)\s+to"
)
PLEASE = rf"\s*(?:(?:{POLITE}),?\s+)*(?:(?:{ASK}):?\s+)?(?:the\s+)?(?:value\s+of\s+)?(?:the\s+)?"
# "of", a colon, "the function": what may stand between the words and the formula.
OF = (
    r"(?:\s+of\b)?(?:\s*:)?"
    r"(?:\s+(?:the\s+)?(?:(?:following|function|expression|curve|formula|circle|ellipse|parabola"
    r"|hyperbola|surface)s?|(?:vector\s+)?fields?|graph(?:\s+of)?)\b(?:\s*:)?)*"
    rf"(?:\s+{CALLED})?"
)
SIGNS = r"\\?lim\b|\\?i*int(?![a-z])|[∫∬∭∑∏]|\\?sum(?=\s*_)|\\?prod(?=\s*_)"
NO_DIFFERENTIAL = r"(?!.*d(?:[^\W\d_]|\\[a-z]+)\b)"
NO_LIST = r"(?!\s*\(.*,)"
OPERATOR = (
    r"d(?:\^?\{?\d\}?|[²³⁴⁵⁶⁷⁸⁹])?\s*\(?\w?\)?\s*/\s*d|∂|\\partial"
    r"|\\[dt]?frac\s*\{\s*(?:d|∂|\\partial|\\mathrm\s*\{?\s*d)|[^\W\d_]\w*\s*['′’]"
)

# "third-order Taylor polynomial", "linear approximation"
DEGREE = (
    rf"(?:(?:{'|'.join(ORDERS)}|\d\d?(?:st|nd|rd|th))[\s-]+(?:order|degree)?|degree[\s-]+\d+)\s*"
)
EXPANSION = r"(?:series|polynomial|expansion|approximation)s?\b"
SERIES = (
    rf"(?:taylor|maclaurin)\b(?:['’]s)?(?:\s+(?:series\s+)?{EXPANSION})?"
    r"|(?:linear|quadratic|cubic)\s+approximation\b|lineari[sz]ation\b"
)
# "local maxima and minima", "critical points": all are one question
EXTREME = (
    r"(?:(?:all|local|global|absolute|relative|the|and|or|,)\s+)*(?:extrem(?:a|um|e\s+values?)"
    r"|(?:maxim(?:a|um)|minim(?:a|um))(?:\s+(?:and|or)\s+(?:the\s+)?(?:maxim(?:a|um)|minim(?:a|um)))?"
    r"(?:\s+values?)?(?=\s+of\b|\s*:)|(?:critical|stationary|saddle|inflection|extreme)\s+points?"
    r"|points?\s+of\s+inflection)\b"
)

# "tangent line to the curve", "equation of a tangent plane"; tangent(x) is a function
TANGENT = (
    r"(?:equations?\s+(?:of|for)\s+)?(?:the\s+|a\s+)?tangent(?:\s+(?:line|plane)s?)?\b(?!\s*\()"
    r"(?:\s+(?:to|of|for|on)\b)?"
)
CONTINUOUS = r"(?:dis)?continuous"
ONE_SIDED = r"(?:(?:left|right)[-\s](?:hand(?:ed)?|sided)\s+)"
# "slope of the tangent line to", "rate of change of": the derivative
SLOPE = (
    r"(?:(?:instantaneous\s+)?rate\s+of\s+change|slope)\b"
    r"(?:\s+of\s+(?:the\s+|a\s+)?(?:line\s+)?tangent(?:\s+line)?\b(?!\s*\()(?:\s+to\b)?)?"
)
METHOD_WORD = r"(?:numeric(?:al)?(?:ly)?|implicit(?:ly)?|logarithmic)"
# "from first principles", "numerically": how a derivative is worked out
METHOD = (
    r"(?:(?:from|by|using|with|via)\s+(?:the\s+)?(?:first\s+principles"
    r"|(?:limit\s+)?definition(?:\s+of\s+(?:the|a)\s+derivative)?"
    r"|(?:implicit|numeric(?:al)?|logarithmic)\s+differentiation|difference\s+quotients?"
    r"|l['’]?h[oô]s?pital(?:['’]?s)?(?:\s+rule)?)"
    r"|numerically|implicitly)\b"
)
# "(f^{-1})'(2)": what follows is a value
INVERSE_PRIME = (
    r"(?:\\left\s*)?\(\s*[^\W\d_]\s*(?:\^\s*\{?\(?\s*[-−]\s*1\s*\)?\}?|⁻¹)\s*(?:\\right\s*)?\)\s*(?:['′’]|\^\s*\{?\s*\\prime\s*\}?)"
    r"(?=\s*\()"
)
INVERSE = (
    r"derivatives?\s+of\s+(?:the\s+|an\s+)?inverse(?:\s+function)?(?=\s+(?:of|to|at)\b|\s*:)"
    r"|inverse(?:\s+function)?(?:['’]?s)?\s+derivative|inverse\s+function(?=\s+of\b)"
)

# What is asked, by the words that a question begins with; the first that fits is taken.
# A kind that is empty: the formula itself says what is asked.
LEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(f"{PLEASE}(?:{words})", re.IGNORECASE | re.DOTALL))
    for kind, words in (
        ("inverse", rf"(?:{INVERSE}){OF}|{INVERSE_PRIME}"),
        ("tangent", rf"{TANGENT}{OF}"),
        (
            "derivative",
            rf"(?:{METHOD_WORD}\s+)?(?:{ORDER})?(?P<partial>partial\s+)?derivatives?\b{OF}",
        ),
        ("derivative", rf"{METHOD_WORD}\s+(?:differentiation|differentiate)\b{OF}"),
        ("derivative", rf"(?P<partial>mixed)\s+(?:second\s+)?(?:partial\s+)?derivatives?\b{OF}"),
        ("derivative", rf"{SLOPE}{OF}"),
        ("derivative", rf"(?:differentiate|derive|diff)\b{NO_LIST}{OF}"),
        ("gradient", rf"grad(?:ient)?s?(?:\s+vector)?\b{OF}"),
        ("gradient", r"∇(?![\s²^·×]*[²^·×])|\\nabla(?![A-Za-z])(?!\s*(?:\^|\\cdot|\\times))"),
        ("extrema", rf"{EXTREME}{OF}"),
        ("extrema", MINIMISE),
        (
            "extrema",
            r"\\?(?:min|max)(?:\s*_\s*(?:\{[^{}]{0,40}\}|\w))?(?=\s[^(]*\s(?:subject\s+to|s\.?\s?t\.))",
        ),
        (
            "convexity",
            rf"(?:convexity|concavity)\b{OF}|is(?:\s+the\s+(?:function|formula|set)|\s+{CALLED})?(?=\s.*\s(?:convex|concave)\b)",
        ),
        ("continuity", rf"(?:continuity|(?:points?\s+of\s+)?discontinuit(?:y|ies))\b{OF}"),
        (
            "continuity",
            rf"(?:(?:where|whether|for\s+which\s+(?:values?\s+of\s+)?{NAME})(?:\s+is)?|is)(?=\s.*\s{CONTINUOUS}\b){OF}",
        ),
        (
            "jacobian-determinant",
            rf"(?:jacobian\s+det(?:erminant)?|det(?:erminant)?\s+of\s+(?:the\s+)?jacobian)\b{OF}",
        ),
        ("jacobian", rf"jacobian(?:\s+matrix)?\b{OF}"),
        ("hessian", rf"hessian(?:\s+matrix)?\b{OF}"),
        ("directional-derivative", rf"directional\s+derivatives?\b{OF}"),
        ("total-derivative", rf"total\s+derivatives?\b{OF}"),
        ("divergence", rf"(?:divergence\b|div(?=\s+of\b|\s*[\[(])){OF}"),
        ("curl", rf"curl(?=\s+of\b|\s*[\[(]){OF}"),
        ("laplacian", rf"laplacian(?=\s+of\b|\s*\(){OF}"),
        ("taylor", rf"(?:us(?:e|ing)\s+(?:the\s+|an?\s+)?)?(?:{DEGREE})?(?:{SERIES}){OF}"),
        ("", rf"(?:(?:in)?definite\s+)?(?:integral|limit|sum|product)\b{OF}(?=\s*(?:{SIGNS}))"),
        (
            "integral",
            rf"(?:(?:in)?definite\s+)?(?:integral|antiderivative|primitive)(?:\s+of|\s*:){OF}",
        ),
        ("integral", rf"(?:integrate|antidifferentiate|antiderivative)\b{NO_LIST}{OF}"),
        ("integral", r"(?:(?:in)?definite\s+)?integral(?=\s+(?:from|between|with\s+respect)\s)"),
        ("integral", rf"(?:integral|int)\b(?!\s*[_^]){NO_LIST}{NO_DIFFERENTIAL}"),
        (
            "limit",
            rf"{ONE_SIDED}?lim(?:it)?(?:\s+of\b|\s*:){OF}|{ONE_SIDED}?lim(?:it)?\b(?=\s*,?\s*as\s)",
        ),
        (
            "limit",
            rf"lim(?:it)?\b(?!\s*_)(?!\s*[({{]?\s*{NAME}\s*(?:{ARROWS}))"
            rf"(?=.*(?:\s(?:as|at)\s|{ARROWS}))",
        ),
        ("sum", r"sum(?:mation)?(?=\s.*\sfrom\s|\s+from\s)(?:\s+of\b)?"),
        ("product", r"product(?=\s.*\sfrom\s|\s+from\s)(?:\s+of\b)?"),
        ("", rf"(?={OPERATOR})|(?=lim(?:it)?\s+{NAME}\s*(?:{ARROWS}))"),
        ("", rf"(?=\\?lim\s*_.*\s{METHOD})"),
    )
)
# Words that only say please.
COURTESY = re.compile(rf"(?=\s*(?:{POLITE}|{ASK}):?\s){PLEASE}", re.IGNORECASE)
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
        ("normal lines", r"(?:equation\s+(?:of|for)\s+)?(?:the\s+|a\s+)?normal\b(?!\s*\()"),
        ("series", r"(?:laurent|fourier|power)\b(?:\s+(?:series|poly|expan))?"),
        ("total differentials", r"total\s+differential"),
        ("derivatives of order n", r"n[-\s]?th\s+(?:order\s+)?derivative"),
        ("multiple integrals in words", r"(?:multiple|line|surface)\s+integral"),
        ("integration by a method", r"integrate\s+by\s+(?:parts|substitution)"),
        ("average rates of change", r"average\s+(?:slope|rate\s+of\s+change)\b"),
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
IN_LETTER = r"[^\W\d_](?:_?\d)?\s*(?:\Z|[.?,]|(?:and\s+)?(?:at|twice)\b)"  # "… in x at 2"
# Where a Taylor polynomial is expanded, and where its value is wanted.
ABOUT = r"(?:expanded\s+|taken\s+)?(?:cent(?:er|re)d\s+(?:at|on)|about|around|near)\s+"
ESTIMATED = r"to\s+(?:approximate|estimate)\s+(?:the\s+value\s+of\s+)?"
THERE = (
    r"(?:and\s+)?(?:(?:with\s+)?(?:its|the)\s+)?(?:value|evaluated?(?:\s+it)?)\s+(?:at|for)\s+"
    rf"(?={NAME}\s*=|[-−+]?[\d.])|{ESTIMATED}"
)
DIRECTION = (
    r"(?:in|along|towards?)\s+(?:the\s+)?(?:direction\b(?:\s+of\b)?\s*)?(?:the\s+)?(?:vector\b\s*)?"
    r"(?=[\[(])|(?:in|along)\s+(?:the\s+)?direction\b(?:\s+of\b)?\s*"
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
        "": (
            ("method", f"(?={METHOD})"),
            ("parameter", r"with\s+(?:the\s+)?parameter\s+|in\s+terms\s+of\s+"),
            ("at", AT),
            ("given", GIVEN),
        ),
        "derivative": (
            ("method", f"(?={METHOD})"),
            ("wrt", rf"{WRT}|in\s+(?={IN_LETTER})"),
            ("at", AT),
            ("given", GIVEN),
            ("twice", r"twice\b"),
        ),
        **dict.fromkeys(("tangent", "inverse"), (("wrt", WRT), ("at", AT), ("given", GIVEN))),
        **dict.fromkeys(
            (
                *("gradient", "jacobian", "jacobian-determinant", "hessian"),
                *("divergence", "curl", "laplacian"),
            ),
            (("wrt", WRT), ("at", AT), ("given", GIVEN), ("twice", r"twice\b")),
        ),
        "directional-derivative": (
            ("wrt", WRT),
            ("direction", DIRECTION),
            ("at", AT),
            ("given", GIVEN),
        ),
        "total-derivative": (("wrt", WRT), ("at", AT), ("given", DEFINED)),
        "taylor": (
            ("wrt", WRT),
            (
                "degree",
                r"(?:up\s+)?(?:(?:to|of|with|through)\s+)?(?:the\s+)?(?:(?:degree|order)\s+"
                rf"|(?=(?:{'|'.join(ORDERS)}|\d\d?(?:st|nd|rd|th))[\s-]+(?:degree|order)))",
            ),
            (
                "on",
                r"(?:on|over)\s+(?:the\s+)?(?:closed\s+)?(?:interval\s+)?(?=(?:\\left\s*)?[\[(])",
            ),
            ("there", THERE),
            ("about", ABOUT),
            ("at", rf"{AT}|(?:at|in)\s+"),
            ("given", GIVEN),
        ),
        "extrema": (
            ("wrt", WRT),
            (
                "subject",
                r"(?:subject\s+to|s\.?\s?t\.|such\s+that|under|with\s+(?=[^,]*[=<>≤≥]))\s*(?:the\s+)?"
                r"(?:(?:constraint|condition)s?\b)?\s*(?:that\s+)?:?"
                r"|on\s+(?:the\s+)?(?:(?:circle|ellipse|line|curve|sphere|plane|set)\s+)?"
                r"(?=[^\[\],;]*[=<>≤≥])"
                rf"|for\s+(?:all\s+|every\s+)?(?={NAME}\s*(?:>|<|≥|≤|\\g|\\l))",
            ),
            (
                "on",
                r"(?:on|over|in)\s+(?:the\s+)?(?:closed\s+)?(?:interval\s+)?(?=(?:\\left\s*)?[\[(])"
                rf"|for\s+(?=\S{{1,40}}\s*(?:<|≤|\\leq?)\s*=?\s*{NAME}\s*(?:<|≤|\\leq?))",
            ),
            ("given", DEFINED),
        ),
        "convexity": (("wrt", WRT), ("word", r"(?:convex|concave)\b(?:\s+or\s+\w+)?")),
        "continuity": (
            ("word", rf"(?:is\s+)?(?:not\s+)?{CONTINUOUS}\b(?:\s+everywhere\b)?"),
            ("wrt", WRT),
            ("at", AT),
            ("given", DEFINED),
        ),
        "integral": (
            ("wrt", f"{WRT}|{RUNNING}"),
            ("from", rf"(?:{RANGE})(?:\s*the\s+interval\s+)?|{WITHIN}"),
            ("given", DEFINED),
        ),
        "limit": (
            ("method", f"(?={METHOD})"),
            ("given", DEFINED),
            ("as", rf"(?:as|when|for|if)\s+|(?={NAME}\s*(?:{ARROWS}))"),
            ("at", r"at\s+"),
        ),
        **dict.fromkeys(("sum", "product"), (("from", r"(?:from|for)\s+"),)),
    }.items()
}
# How a derivative is worked out, by a word in what is said of it.
METHODS: dict[str, re.Pattern[str]] = {
    "numeric": re.compile(r"numeric|difference\s+quotient", re.IGNORECASE),
    "definition": re.compile(r"principles|definition", re.IGNORECASE),
    "implicit": re.compile(r"implicit", re.IGNORECASE),
    "logarithmic": re.compile(r"logarithmic", re.IGNORECASE),
    "lhopital": re.compile(r"h[oô]s?pital", re.IGNORECASE),
}
# Where what is said before the formula ends: "as x -> 0 of f", "with respect to x: f".
SEPARATORS = (
    re.compile(r"\s+of\s+", re.IGNORECASE),
    re.compile(r"\s*:\s*"),
    re.compile(r"\s*,\s+"),
)
TOUCHED = re.compile(rf"\s+(?:to|of){OF}(?=\s)", re.IGNORECASE)  # "tangent at x = 1 to y = x^2"
UNSEPARATED = re.compile(
    rf".*?(?:\sto|\sand|{ARROWS})\s*(?:(?:minus|negative|positive)\s+)?\S+(?=\s)",
    re.IGNORECASE | re.DOTALL,
)
