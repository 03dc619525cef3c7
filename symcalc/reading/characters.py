"""What single characters mean: letters that look alike, operators, raised and lowered digits."""

from __future__ import annotations

import unicodedata


def words(line: str) -> list[str]:
    """The words of a line; a long list is easier to read so."""
    return line.split()


GREEK = words(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma"
    " tau upsilon phi chi psi omega"
)

GREEK_WORDS = frozenset(
    [
        *GREEK,
        *(word.capitalize() for word in GREEK),
        *("varepsilon", "vartheta", "varphi", "varrho", "varsigma", "varkappa", "varpi"),
    ]
)

GREEK_LETTERS = {
    **dict(zip("αβγδεζηθικλμνξοπρστυφχψω", GREEK, strict=True)),
    **{
        letter: word.capitalize()
        for letter, word in zip("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", GREEK, strict=True)
    },
    "ς": "varsigma",
}

# One character, one token. The values are token kinds with the spelling the grammar knows.
OPERATORS: dict[str, tuple[str, str]] = {
    **dict.fromkeys("+＋", ("+", "+")),
    **dict.fromkeys("-−–—‐‑⁃", ("-", "-")),
    **dict.fromkeys("*∗", ("*", "*")),
    **dict.fromkeys("·⋅•∙", ("*", "·")),
    **dict.fromkeys("×✕", ("*", "×")),
    **dict.fromkeys("/÷∕⁄", ("/", "/")),
    "^": ("^", "^"),
    "=": ("relation", "="),
    "<": ("relation", "<"),
    ">": ("relation", ">"),
    "≤": ("relation", "<="),
    "⩽": ("relation", "<="),
    "≥": ("relation", ">="),
    "⩾": ("relation", ">="),
    "≠": ("relation", "!="),
    "∧": ("and", "and"),
    "∨": ("or", "or"),
    "¬": ("not", "not"),
    "(": ("(", "("),
    ")": (")", ")"),
    "[": ("[", "["),
    "]": ("]", "]"),
    "{": ("{", "{"),
    "}": ("}", "}"),
    "⌊": ("open-floor", "⌊"),
    "⌋": ("close-floor", "⌋"),
    "⌈": ("open-ceil", "⌈"),
    "⌉": ("close-ceil", "⌉"),
    "|": ("bar", "|"),
    "∣": ("bar", "|"),
    "‖": ("bars", "‖"),
    ",": (",", ","),
    ";": (";", ";"),
    "&": ("&", "&"),
    "!": ("!", "!"),
    "'": ("'", "'"),
    "’": ("'", "'"),
    "′": ("'", "'"),
    "_": ("_", "_"),
    "∂": ("partial", "∂"),
    "∇": ("nabla", "∇"),
    "√": ("root", "sqrt"),
    "∛": ("root", "cbrt"),
    "∞": ("constant", "oo"),
    "ℝ": ("constant", "reals"),
    "ℤ": ("constant", "integers"),
    "ℕ": ("constant", "naturals"),
    "ℚ": ("constant", "rationals"),
    "∅": ("constant", "empty"),
    "∫": ("int", "∫"),
    "∬": ("iint", "∬"),
    "∭": ("iiint", "∭"),
    "∑": ("summation", "∑"),
    "∏": ("product-over", "∏"),
    "±": ("±", "±"),
    "∓": ("±", "∓"),
    "°": ("degrees", "°"),
    "%": ("percent", "%"),
    ":": (":", ":"),
    **dict.fromkeys("→⟶", ("to", "→")),
    **dict.fromkeys("⇒⟹", ("implies", "⇒")),
    **dict.fromkeys("⇔⟺", ("equivalent", "⇔")),
    "∈": ("element", "in"),
    "∉": ("element", "not in"),
    "∪": ("union", "∪"),
    "∩": ("intersection", "∩"),
    "∖": ("set-difference", "∖"),
    "⟨": ("open-angle", "⟨"),
    "⟩": ("close-angle", "⟩"),
}

# What a formula may hold but the grammar does not take, and the words that say so.
UNSUPPORTED_SIGNS = {
    "∮": "integrals around a curve",
    "⊂": "relations between sets",
    "⊆": "relations between sets",
    "∃": "quantifiers",
    "∀": "quantifiers",
    "…": "dots for what is left out",
    "≈": "the sign ≈ in a question",
    "∝": "the sign ∝",
    "∘": "composition of functions",
    "⊙": "matrix products",
    "⊗": "matrix products",
    "∜": "fourth roots by this sign",
}

RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸⁱᵃᵇᵈᵉᵏᵐᵖᵗᵀ", "0123456789+-()nxyiabdekmptT", strict=True))
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜₓ", "0123456789aeijklmnoprstx", strict=True))

FRACTIONS = {
    "½": ("1", "2"),
    "⅓": ("1", "3"),
    "⅔": ("2", "3"),
    "¼": ("1", "4"),
    "¾": ("3", "4"),
    "⅕": ("1", "5"),
    "⅙": ("1", "6"),
    "⅛": ("1", "8"),
}

# A mark over a letter is part of the name: ŷ is y_hat.
MARKS = {
    "\N{COMBINING CIRCUMFLEX ACCENT}": "_hat",
    "\N{COMBINING MACRON}": "_bar",
    "\N{COMBINING TILDE}": "_tilde",
    "\N{COMBINING DOT ABOVE}": "_dot",
    "\N{COMBINING DIAERESIS}": "_ddot",
    "\N{COMBINING RIGHT ARROW ABOVE}": "",
}

# Letters that carry such a mark in one character; each is a name of its own.
MARKED = "".join(
    made
    for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for mark in MARKS
    if len(made := unicodedata.normalize("NFC", letter + mark)) == 1
)

# Cyrillic letters that cannot be told from Latin ones by eye.
LOOKALIKES = dict(zip("аесорхуіјАВЕКМНОРСТХІЈ", "aecopxyijABEKMHOPCTXIJ", strict=True))

SPACES = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\ufeff\u00ad\u202f"

KEPT = {*RAISED, *LOWERED, *FRACTIONS, *OPERATORS, *UNSUPPORTED_SIGNS}


def fold(text: str) -> str:
    """Replace full-width and styled characters by plain ones; every offset stays what it was."""
    return text if text.isascii() else "".join(map(_fold_one, text))


def _fold_one(character: str) -> str:
    if character < "\x80" or character in KEPT:
        return character
    if character in SPACES:
        return " "
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def spell_out(word: str) -> str:
    """The letters of a name in words: ŷ as y_hat, θ as theta; a word keeps its accents.

    >>> spell_out("ŷ"), spell_out("θ")
    ('y_hat', 'theta')
    """
    if word.isascii():
        return word
    if len([c for c in word if c.isalpha()]) > 1:
        return "".join(GREEK_LETTERS.get(c, c) for c in word)
    pieces, marks = list[str](), ""
    for character in unicodedata.normalize("NFD", word):
        marks += MARKS.get(character, "")
        pieces += [] if character in MARKS else [GREEK_LETTERS.get(character, character)]
    return unicodedata.normalize("NFC", "".join(pieces)) + marks
