"""Names of inputs as identifiers, whatever their characters are."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Collection, Sequence

from symcalc.compiler import helpers
from symcalc.compiler.code.straight import distinct

BUILTINS = ("abs", "float", "int", "max", "min")  # that a spelling may call

# What Unicode calls an accent, and what a formula does.
ACCENTS = {"circumflex": "hat", "macron": "bar", "overline": "bar", "diaeresis": "ddot"}

# Keywords of C99 and C++, and macros of one word that compilers define.
C_WORDS = """
alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t
class compl const constexpr const_cast continue decltype default delete do double dynamic_cast
else enum explicit export extern false float for friend goto if inline int long mutable
namespace new noexcept not not_eq nullptr operator or or_eq private protected public register
reinterpret_cast restrict return short signed sizeof static static_assert static_cast struct
switch template this thread_local throw true try typedef typeid typename typeof union unsigned
using virtual void volatile wchar_t while xor xor_eq linux unix errno threadIdx blockIdx
blockDim gridDim warpSize NAN INFINITY NULL EOF
"""


def python_names(names: Sequence[str], reserved: Collection[str] = ()) -> list[str]:
    """Different Python identifiers, none of which means something else."""
    return distinct(names, _python, {*vars(helpers), "math", *BUILTINS, *keyword.kwlist, *reserved})


def c_names(names: Sequence[str], reserved: Collection[str] = ()) -> list[str]:
    """Different identifiers of ASCII letters, digits and underscores, free in C and C++."""
    return distinct(names, _ascii, {*C_WORDS.split(), *reserved})


def _python(position: int, name: str) -> str:
    safe = re.sub(r"\W", "_", unicodedata.normalize("NFKC", name))
    safe = safe if safe.isidentifier() else f"x{position}_{safe}"
    return safe if safe.isidentifier() else f"x{position}"


def _ascii(position: int, name: str) -> str:
    """α is alpha, x₁ is x1, ŷ is y_circumflex; what is no letter or digit is an underscore."""
    plain = unicodedata.normalize("NFKD", name)
    spelled = "".join(c if c.isascii() else _letter(c) for c in plain)
    safe = re.sub(r"\W", "_", spelled, flags=re.ASCII)
    return safe if re.match(r"[A-Za-z]", safe) else f"x{position}_{safe}".rstrip("_")


def same_name(name: str) -> str:
    """What spellings of one name have in common.

    >>> same_name("w₀") == same_name("w_0") == same_name("w0"), same_name("θ"), same_name("ŷ")
    (True, 'theta', 'y_hat')
    """
    spelled = "".join(c if c.isascii() else _letter(c) for c in unicodedata.normalize("NFKD", name))
    for unicode, word in ACCENTS.items():
        spelled = spelled.replace(f"_{unicode}", f"_{word}")
    return re.sub(r"(?<=[A-Za-z])_(?=\d)", "", spelled)


def _letter(character: str) -> str:
    """From what Unicode calls it: GREEK SMALL LETTER ALPHA, COMBINING CIRCUMFLEX ACCENT."""
    words = unicodedata.name(character, "_").lower().split()
    return f"_{words[1]}" if unicodedata.combining(character) else words[-1]
