"""What LaTeX commands mean, as tokens: the table behind `\\sin`, `\\cdot`, `\\left(`."""

from __future__ import annotations

from symcalc.primitives import SPELLINGS
from symcalc.reading.characters import GREEK_WORDS, words

# Commands that set type and space and mean nothing. Those of FONTS act on a group that stays.
IGNORED = {" "} | frozenset(
    words(
        ", ; : ! > / quad qquad thinspace enspace medspace thickspace negthinspace displaystyle"
        " textstyle scriptstyle limits nolimits nonumber notag strut mathstrut big Big bigg Bigg"
        " hfill hspace rm bf it"
    )
)
FONTS = frozenset(
    words("mathbf boldsymbol bm vec mathcal mathbb mathfrak mathscr pmb mathnormal ensuremath")
)
QUOTING = frozenset(
    words("text mathrm operatorname mbox textrm textnormal mathit textit textbf mathsf mathtt")
)
DELIMITING = frozenset(words("left right bigl bigr Bigl Bigr biggl biggr Biggl Biggr"))
ACCENTS = {
    "hat": "_hat",
    "widehat": "_hat",
    "bar": "_bar",
    "overline": "_bar",
    "tilde": "_tilde",
    "widetilde": "_tilde",
    "dot": "_dot",
    "ddot": "_ddot",
}

OPERATOR_COMMANDS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("cdot", "times", "ast", "bullet"), ("*", "*")),
    "div": ("/", "/"),
    **dict.fromkeys(("le", "leq", "leqslant"), ("relation", "<=")),
    **dict.fromkeys(("ge", "geq", "geqslant"), ("relation", ">=")),
    **dict.fromkeys(("ne", "neq"), ("relation", "!=")),
    "lt": ("relation", "<"),
    "gt": ("relation", ">"),
    **dict.fromkeys(("land", "wedge"), ("and", "and")),
    **dict.fromkeys(("lor", "vee"), ("or", "or")),
    **dict.fromkeys(("lnot", "neg"), ("not", "not")),
    "infty": ("constant", "oo"),
    "partial": ("partial", "∂"),
    "nabla": ("nabla", "∇"),
    "prime": ("'", "'"),
    "sqrt": ("root", "sqrt"),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), ("frac", "frac")),
    "binom": ("binom", "binom"),
    "\\": ("\\\\", "\\\\"),
    "cr": ("\\\\", "\\\\"),
    "lfloor": ("open-floor", "⌊"),
    "rfloor": ("close-floor", "⌋"),
    "lceil": ("open-ceil", "⌈"),
    "rceil": ("close-ceil", "⌉"),
    **dict.fromkeys(("vert", "mid"), ("bar", "|")),
    "lvert": ("open-bar", "|"),
    "rvert": ("close-bar", "|"),
    **dict.fromkeys(("Vert", "|", "lVert", "rVert"), ("bars", "‖")),
    **dict.fromkeys(("{", "lbrace"), ("open-set", "{")),
    **dict.fromkeys(("}", "rbrace"), ("close-set", "}")),
    "lbrack": ("[", "["),
    "rbrack": ("]", "]"),
    "lparen": ("(", "("),
    "rparen": (")", ")"),
}

# After \left and \right.
LEFT: dict[str, tuple[str, str]] = {
    "(": ("(", "("),
    "[": ("[", "["),
    "|": ("open-bar", "|"),
    "\\vert": ("open-bar", "|"),
    "\\lvert": ("open-bar", "|"),
    "\\{": ("open-set", "{"),
    "\\lbrace": ("open-set", "{"),
    "\\lfloor": ("open-floor", "⌊"),
    "\\lceil": ("open-ceil", "⌈"),
    "\\|": ("bars", "‖"),
    "\\lVert": ("bars", "‖"),
    "\\Vert": ("bars", "‖"),
    "\\lbrack": ("[", "["),
    ".": ("invisible", "."),
}
RIGHT: dict[str, tuple[str, str]] = {
    ")": (")", ")"),
    "]": ("]", "]"),
    "|": ("close-bar", "|"),
    "\\vert": ("close-bar", "|"),
    "\\rvert": ("close-bar", "|"),
    "\\}": ("close-set", "}"),
    "\\rbrace": ("close-set", "}"),
    "\\rfloor": ("close-floor", "⌋"),
    "\\rceil": ("close-ceil", "⌉"),
    "\\|": ("bars", "‖"),
    "\\rVert": ("bars", "‖"),
    "\\Vert": ("bars", "‖"),
    "\\rbrack": ("]", "]"),
    ".": ("invisible", "."),
}

# Understood, and not read yet: by command in LaTeX, by word in text.
UNSUPPORTED_COMMANDS: dict[str, str] = {
    **dict.fromkeys(("int", "iint", "iiint", "oint"), "integrals"),
    **dict.fromkeys(("lim", "limsup", "liminf"), "limits"),
    "sum": "sums over an index",
    "prod": "products over an index",
    **dict.fromkeys(("to", "rightarrow", "Rightarrow", "implies", "mapsto"), "arrows"),
    **dict.fromkeys(("in", "notin", "cup", "cap", "setminus", "subset", "emptyset"), "sets"),
    **dict.fromkeys(("det", "tr", "rank", "top", "intercal", "dagger"), "matrix operations"),
    **dict.fromkeys(("langle", "rangle"), "inner products"),
    **dict.fromkeys(("odot", "otimes", "oplus"), "matrix products"),
    **dict.fromkeys(("approx", "sim", "equiv", "propto", "cong"), "this relation"),
    **dict.fromkeys(("ldots", "cdots", "dots", "vdots", "ddots"), "dots for what is left out"),
    **dict.fromkeys(("forall", "exists"), "quantifiers"),
    **dict.fromkeys(("arg", "argmin", "argmax", "inf", "sup", "gcd"), "this operator"),
    "circ": "degrees and composition",
    "degree": "degrees",
    "%": "percent signs",
    "pm": "the sign ±",
    "mp": "the sign ∓",
}
UNSUPPORTED_WORDS: dict[str, str] = {
    **dict.fromkeys(("int", "integral", "integrate", "Integral", "antiderivative"), "integrals"),
    **dict.fromkeys(("lim", "limit", "Limit"), "limits"),
    **dict.fromkeys(("sum", "Sum", "summation"), "sums over an index"),
    **dict.fromkeys(("prod", "product", "Product"), "products over an index"),
    **dict.fromkeys(
        ("det", "tr", "trace", "transpose", "inv", "zeros", "ones"), "matrix operations"
    ),
    **dict.fromkeys(("diff", "Derivative"), "derivatives written so (write d/dx)"),
    **dict.fromkeys(("grad", "div", "curl"), "vector operators inside a formula"),
    **dict.fromkeys(("binomial", "binom", "choose"), "binomial coefficients"),
    **dict.fromkeys(("norm", "dot", "cross"), "vector operations"),
    **dict.fromkeys(("mod", "gcd", "lcm"), "operations on whole numbers"),
    "solve": "commands",
}

# Words of prose. Read as products of letters they would be a silent misreading.
PROSE = frozenset(
    words(
        "an the is are let of to at as by on it we so find what for with from where when given"
        " that then does equal show why how import"
    )
)

# Words that a list of cases is written with.
KEYWORDS = {
    "and": "and",
    "or": "or",
    "not": "not",
    "if": "if",
    "when": "if",
    "for": "if",
    "otherwise": "otherwise",
    "else": "otherwise",
    "True": "otherwise",
}

CONSTANTS = {"e": "e", "pi": "pi", "oo": "oo", "infinity": "oo", "inf": "oo", "infty": "oo"}

# A function named in words, and what it is called here.
IN_WORDS = {
    "sine": "sin",
    "cosine": "cos",
    "tangent": "tan",
    "cotangent": "cot",
    "logarithm": "log",
    "root": "sqrt",
    "squareroot": "sqrt",
    "absolute": "abs",
}

# Commands that name something: \\theta, \\sin.
NAMED = {"lg"} | GREEK_WORDS | {w for w in SPELLINGS if w.isalpha() and w not in CONSTANTS}

KNOWN_COMMANDS: tuple[str, ...] = tuple(
    sorted({*NAMED, *OPERATOR_COMMANDS, *ACCENTS, *FONTS, *QUOTING, *DELIMITING} | {"begin", "end"})
)
