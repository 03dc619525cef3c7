"""What the pieces of a formula look like: the patterns that the tokenizer goes by."""

from __future__ import annotations

import re

from symcalc.primitives import SPELLINGS
from symcalc.reading.characters import FRACTIONS, LOWERED, MARKED, RAISED

MODIFIERS = r"\u02b0-\u02ff"  # small raised letters and marks
# Letters to Python's re: numerals, and the signs of sets.
NOT_LETTERS = "".join([*RAISED, *LOWERED, *FRACTIONS, *"ℝℤℕℚ"]) + MODIFIERS
LETTER = rf"[^\W\d_\u0370-\u03ff{NOT_LETTERS}{MARKED}]"
SINGLE = rf"[\u0370-\u03ff{MARKED}]"
MARK = r"[\u0300-\u036f\u20d7]"
DIGITS_AFTER = r"(?:[0-9]++(?!\.[0-9]))?+"  # of a name: x2, but not the 2 of x2.5

# Functions with a digit inside their name, such as log1p.
INSIDE = "|".join(word for word in SPELLINGS if re.fullmatch(r"[a-z]+\d+[a-z]+", word)) or r"(?!)"

PATTERN = rf"""
  (?P<space>\s+|~)
| (?P<grouped>[0-9]{{1,3}}(?:(?:\{{,\}}|\\,|,)[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?)
| (?P<comma>[0-9]+\{{,\}}[0-9]+)
| (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
| (?P<word>(?:{INSIDE})(?![a-z])
         |(?:(?:{LETTER}(?!{MARK}))+|(?:{SINGLE}|{LETTER}){MARK}*){DIGITS_AFTER})
| (?P<subscript>%s)
| (?P<raised>[{"".join(RAISED)}]+)
| (?P<lowered>[{"".join(LOWERED)}]+)
| (?P<quoted>"[^"\n]*"|“[^”\n]*”)
| (?P<double>\*\*|<=>|<=|>=|=<|=>|!=|<>|==|:=|->)
| (?P<command>\\[A-Za-z]+\*?|\\.|\\$)
| (?P<other>.)
"""
# In text x_ij carries all its letters; LaTeX lowers one, and x_iy_i is x_i times y_i.
TEXT = re.compile(PATTERN % rf"_(?:[0-9]+|{LETTER}+[0-9]*)", re.VERBOSE | re.DOTALL)
LATEX = re.compile(PATTERN % rf"_(?:[0-9]+|{LETTER}{{3,}}|{LETTER})", re.VERBOSE | re.DOTALL)

DOUBLE: dict[str, tuple[str, str]] = {
    "**": ("^", "^"),
    "<=": ("relation", "<="),
    "=<": ("relation", "<="),
    ">=": ("relation", ">="),
    "!=": ("relation", "!="),
    "<>": ("relation", "!="),
    "==": ("relation", "="),
    ":=": ("relation", "="),
    "->": ("to", "→"),
    "=>": ("implies", "⇒"),
    "<=>": ("equivalent", "⇔"),
}

SEPARATORS = re.compile(r"\{,\}|\\,|,")  # between groups of three digits
COMMA_DIGIT = re.compile(r",[0-9]")
HEXADECIMAL = re.compile(r"[xX][0-9a-fA-F]*[0-9][0-9a-fA-F]*\b")  # after a 0
ROW_SPACE = re.compile(r"\s*\[\s*-?[0-9.]+\s*(?:pt|em|ex|cm|mm|in|px|bp|pc|mu)\s*\]")
LAST_STOP = re.compile(r"\s*(?:\\\\|\\end(?![A-Za-z]))")  # after a full stop
NOTHING = re.compile(r"\s*\{[^{}]*\}|")  # a group that says nothing of the formula
BLACKBOARD = re.compile(r"\s*(?:\{\s*([RZNQ])\s*\}|([RZNQ]))")
QUOTED_GROUP = re.compile(r"\s*(?:\{([^{}]*)\}|([A-Za-z]))")
ENVIRONMENT = re.compile(r"\s*\{([^{}\n]*)\}(?:\s*\{[lcr|\s]*\})?")
DELIMITER = re.compile(r"\s*(\\[A-Za-z]+|\\.|.)")

# Around a formula, not of it: dollars, \( \), \[ \], a full stop.
WRAPPED = re.compile(r"\s*(?:\$\$?|\\\(|\\\[)(.*?)(?:\$\$?|\\\)|\\\])[\s.,]*\Z", re.DOTALL)
