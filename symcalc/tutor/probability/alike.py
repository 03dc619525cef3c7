"""Laws that are another law by another name: chi2(k) is gamma(k/2, 1/2)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.reading import read
from symcalc.reading.arrays import outside
from symcalc.writing.text import text

SAYS = "{name}({parameters}) is {told}."


@dataclass(frozen=True)
class Alike:
    """A law by another name.

    Attributes
    ----------
    parameters : tuple of str
        Its letters.
    told : str
        The law that it is, with a place for each part in braces.
    parts : tuple of str
        What stands there, in the letters.
    """

    parameters: tuple[str, ...]
    told: str
    parts: tuple[str, ...]


ALIKE = {
    "chi2": Alike(("k",), "gamma({}, 1/2)", ("k/2",)),
    "erlang": Alike(("k", "lambda"), "gamma({}, {})", ("k", "lambda")),
}
NAMES = {
    **{name: name for name in ALIKE},
    **dict.fromkeys(("chi^2", "chisquare", "chi-square", "chi-squared", "chi squared"), "chi2"),
}
CALL = re.compile(
    rf"({'|'.join(re.escape(n) for n in sorted(NAMES, key=len, reverse=True))})\s*\((.+)\)",
    re.IGNORECASE | re.DOTALL,
)


def told_by(given: str) -> tuple[str, str]:
    """The law that a text stands for, and a remark; the same text where it is none.

    Examples
    --------
    >>> told_by("chi2(4)")
    ('gamma(2, 1/2)', 'chi2(4) is gamma(2, 1/2).')

    Raises
    ------
    UnsupportedError
        If it has too few parameters, or too many.
    """
    found = CALL.fullmatch(given)
    if found is None:
        return given, ""
    name = NAMES[found[1].lower()]
    row, args = ALIKE[name], outside(found[2])
    if len(args) != len(row.parameters):
        usual = f"{name}({', '.join(row.parameters)})"
        what = f"{name} has {len(row.parameters)} parameters, and here are {len(args)}"
        raise UnsupportedError(what, where=given, hint=f"write {usual}")
    values: dict[object, Notation] = {
        read(letter).expr: read(value) for letter, value in zip(row.parameters, args, strict=True)
    }
    parts = [text(_worked(put(read(part), values))) for part in row.parts]
    told = row.told.format(*parts)
    return told, SAYS.format(name=name, parameters=", ".join(args), told=told)


def _worked(node: Notation) -> Notation:
    return arrange(node.expr, like=node)
