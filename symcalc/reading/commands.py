"""What LaTeX commands mean, as tokens: the table behind `\\sin`, `\\cdot`, `\\left(`."""

from __future__ import annotations

from symcalc import structures
from symcalc.primitives import SPELLINGS
from symcalc.reading.characters import GREEK_WORDS, words

# Commands that set type and space and mean nothing. Those of FONTS act on a group that stays.
IGNORED = {" "} | frozenset(
    words(
        ", ; : ! > / quad qquad thinspace enspace medspace thickspace negthinspace displaystyle"
        " textstyle scriptstyle limits nolimits nonumber notag strut mathstrut big Big bigg Bigg"
        " hfill rm bf it boxed mathop"
    )
)
FONTS = frozenset(
    words("mathbf boldsymbol bm vec mathcal mathfrak mathscr pmb mathnormal ensuremath")
)
SILENT = frozenset(word for word in IGNORED | FONTS if word.isalpha())
QUOTING = frozenset(
    words("text mathrm operatorname mbox textrm textnormal mathit textit textbf mathsf mathtt")
)
NOTHING = frozenset(words("label tag hspace vspace color textcolor ref eqref"))  # with a group
DELIMITING = frozenset(words("left right bigl bigr Bigl Bigr biggl biggr Biggl Biggr"))
PROSE_COMMANDS = frozenset(words("text mbox textrm textnormal"))
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
    **dict.fromkeys(("cdot", "bullet"), ("*", "·")),
    "ast": ("*", "*"),
    "times": ("*", "×"),
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
    "vert": ("bar", "|"),
    "lvert": ("open-bar", "|"),
    "rvert": ("close-bar", "|"),
    **dict.fromkeys(("Vert", "|"), ("bars", "‖")),
    "lVert": ("open-bars", "‖"),
    "rVert": ("close-bars", "‖"),
    **dict.fromkeys(("{", "lbrace"), ("open-set", "{")),
    **dict.fromkeys(("}", "rbrace"), ("close-set", "}")),
    "lbrack": ("[", "["),
    "rbrack": ("]", "]"),
    "lparen": ("(", "("),
    "rparen": (")", ")"),
    "langle": ("open-angle", "⟨"),
    "rangle": ("close-angle", "⟩"),
    "int": ("int", "∫"),
    "iint": ("iint", "∬"),
    "iiint": ("iiint", "∭"),
    "lim": ("lim", "lim"),
    "sum": ("summation", "∑"),
    "prod": ("product-over", "∏"),
    **dict.fromkeys(("to", "rightarrow", "longrightarrow"), ("to", "→")),
    **dict.fromkeys(("Rightarrow", "implies", "Longrightarrow"), ("implies", "⇒")),
    **dict.fromkeys(("Leftrightarrow", "iff", "Longleftrightarrow"), ("equivalent", "⇔")),
    "in": ("element", "in"),
    "notin": ("element", "not in"),
    "cup": ("union", "∪"),
    "cap": ("intersection", "∩"),
    **dict.fromkeys(("setminus", "backslash"), ("set-difference", "∖")),
    **dict.fromkeys(("emptyset", "varnothing"), ("constant", "empty")),
    "mid": ("such-that", "|"),
    "colon": (":", ":"),
    "pm": ("±", "±"),
    "mp": ("±", "∓"),
    "circ": ("circ", "∘"),
    "degree": ("degrees", "°"),
    "%": ("percent", "\\%"),
    **dict.fromkeys(("top", "intercal"), ("transposed", "ᵀ")),
    "det": ("determinant", "det"),
    "tr": ("trace", "tr"),
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
    "\\|": ("open-bars", "‖"),
    "\\lVert": ("open-bars", "‖"),
    "\\Vert": ("open-bars", "‖"),
    "\\lbrack": ("[", "["),
    "\\langle": ("open-angle", "⟨"),
    "<": ("open-angle", "⟨"),
    "]": ("]", "]"),
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
    "\\|": ("close-bars", "‖"),
    "\\rVert": ("close-bars", "‖"),
    "\\Vert": ("close-bars", "‖"),
    "\\rbrack": ("]", "]"),
    "\\rangle": ("close-angle", "⟩"),
    ">": ("close-angle", "⟩"),
    "[": ("[", "["),
    ".": ("close-invisible", "."),
}

# Understood, and not read yet: by command in LaTeX, by word in text.
UNSUPPORTED_COMMANDS: dict[str, str] = {
    **dict.fromkeys(("oint", "oiint"), "integrals around a curve"),
    **dict.fromkeys(("limsup", "liminf"), "limits superior and inferior"),
    **dict.fromkeys(("mapsto", "leftarrow", "Leftarrow", "uparrow", "downarrow"), "this arrow"),
    **dict.fromkeys(("subset", "subseteq", "supset", "supseteq", "ni"), "relations between sets"),
    **dict.fromkeys(("rank", "dagger", "dim", "ker"), "this matrix operation"),
    **dict.fromkeys(("odot", "otimes", "oplus"), "matrix products"),
    **dict.fromkeys(("approx", "sim", "equiv", "propto", "cong", "simeq"), "this relation"),
    **dict.fromkeys(("ldots", "cdots", "dots", "vdots", "ddots"), "dots for what is left out"),
    **dict.fromkeys(("forall", "exists", "therefore", "because"), "words of proofs"),
    **dict.fromkeys(("arg", "argmin", "argmax", "inf", "sup", "gcd", "Pr"), "this operator"),
    **dict.fromkeys(("mod", "bmod", "pmod"), "remainders"),
    **dict.fromkeys(("underbrace", "overbrace", "underset", "overset", "stackrel"), "notes"),
    **dict.fromkeys(("cancel", "bcancel", "xcancel", "sout"), "what is crossed out"),
    **dict.fromkeys(("choose", "over", "atop"), "a fraction written so (write \\frac or \\binom)"),
    **dict.fromkeys(("Re", "Im", "imath", "jmath"), "complex numbers"),
}
UNSUPPORTED_WORDS: dict[str, str] = {
    **dict.fromkeys(("inv", "inverse", "zeros", "ones", "eye", "rank"), "matrix operations"),
    **dict.fromkeys(("dot", "cross"), "products of vectors written so"),
    **dict.fromkeys(("mod", "gcd", "lcm"), "operations on whole numbers"),
    **dict.fromkeys(("argmin", "argmax", "sup"), "this operator"),
    **dict.fromkeys(("solve", "simplify", "factor", "expand", "plot"), "commands"),
    **dict.fromkeys(("Eq", "Ne", "Lt", "Gt", "Le", "Ge", "Matrix"), "SymPy's own notation"),
    **dict.fromkeys(("Rational", "Integer", "Symbol"), "SymPy's own notation"),
    "choose": "binomial coefficients written so (write binomial(n, k))",
}

# Operators that text writes as words; a call has its arguments in parentheses.
OPERATOR_WORDS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("int", "integral", "integrate", "Integral"), ("int", "∫")),
    **dict.fromkeys(("lim", "limit", "Limit"), ("lim", "lim")),
    **dict.fromkeys(("sum", "Sum", "summation"), ("summation", "∑")),
    **dict.fromkeys(("prod", "product", "Product"), ("product-over", "∏")),
    **dict.fromkeys(("diff", "Derivative"), ("call-derivative", "d")),
    **dict.fromkeys(("det", "determinant"), ("determinant", "det")),
    **dict.fromkeys(("tr", "Tr", "trace"), ("trace", "tr")),
    "transpose": ("transpose", "transpose"),
    "norm": ("norm", "norm"),
    **dict.fromkeys(("binomial", "binom"), ("binom", "binomial")),
    "grad": ("nabla", "grad"),
    "div": ("nabla", "div"),
    "curl": ("nabla", "curl"),
    "laplacian": ("nabla", "laplacian"),
    "Interval": ("interval", "Interval"),
}

# Words of prose. Read as products of letters they would be a silent misreading.
PROSE = frozenset(
    words(
        "an the is are let of to at as by on it we so find what for with from where when given"
        " that then does equal show why how import"
    )
)

# More of it, where a text is set between formulas.
PROSE_BESIDE = frozenset(words("th st nd rd so thus hence such cm km kg m/s c f"))

# Words that a list of cases is written with.
KEYWORDS = {
    "and": "and",
    "or": "or",
    "not": "not",
    "in": "element",
    "if": "if",
    "when": "if",
    "for": "if",
    "otherwise": "otherwise",
    "else": "otherwise",
    "True": "otherwise",
}

CONSTANTS = {
    **dict.fromkeys(("infinity", "inf", "infty"), "oo"),
    **dict.fromkeys(("Pi", "PI"), "pi"),
    **{name: name for name in structures.CONSTANTS if not name.islower() or len(name) < 3},
}

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
