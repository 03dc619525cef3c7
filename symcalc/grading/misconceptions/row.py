"""A misconception is a decorated function in a file of `rows`: one wrong rule, and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import sympy as sp

from symcalc.grading.misconceptions.failures import surviving

Said = tuple[sp.Basic, str]  # what comes out, and the sentence where the row has several
Wrongly = Callable[[Any], Iterable[sp.Basic | Said] | sp.Basic | Said | None]


@dataclass(frozen=True)
class Misconception:
    """One wrong rule.

    Attributes
    ----------
    slug : str
        Kebab-case and permanent.
    site : type
        What it is done at, a class of `sites`: a derivative, a rewriting, a pair of limits …
    wrong : callable
        The site to what comes out there, or several such; None where the rule does not apply.
        With what comes out may stand a sentence of its own.
    says : str
        What was done, in words: {f} is the formula it was done to, {x} the variable.
    helps : str
        The sentence that helps: the rule that was meant, for this kind of formula.
    statement : str
        That rule in LaTeX.
    example : pair of str
        A question and the wrong answer: its first test.
    weight : float
        How common it is, 1 for the usual ones; likelier causes are told first.
    on : tuple of str
        The rules (`site.rule`: "product", "sin") that it is about; all of them where empty.
    """

    slug: str
    site: type
    wrong: Wrongly
    says: str
    helps: str
    statement: str
    example: tuple[str, str]
    weight: float = 1.0
    on: tuple[str, ...] = ()

    def values(self, site: Any) -> list[Said]:
        """What comes out at a site, and what is said of it; nothing where that fails."""
        made: list[Said] = []
        with surviving():
            found = self.wrong(site)
            for one in _several(found):
                made.append(one if isinstance(one, tuple) else (one, self.says))  # noqa: PERF401
        return made


def _several(found: Any) -> Iterable[Any]:
    """One value, one with its sentence, or several of either."""
    alone = isinstance(found, sp.Basic) or (isinstance(found, tuple) and _told(found))
    return (found,) if alone else found or ()


def _told(found: tuple[Any, ...]) -> bool:
    return len(found) == 2 and isinstance(found[1], str)


REGISTERED: dict[str, Misconception] = {}


def misconception(
    slug: str,
    *,
    at: type,
    says: str,
    helps: str,
    example: tuple[str, str],
    statement: str = "",
    weight: float = 1.0,
    on: tuple[str, ...] = (),
) -> Callable[[Wrongly], Wrongly]:
    """Enter a wrong rule under its slug; see `Misconception` for what is given."""

    def enter(wrong: Wrongly) -> Wrongly:
        if slug in REGISTERED:
            raise AssertionError(f"{slug} is entered twice")
        row = Misconception(slug, at, wrong, says, helps, statement, example, weight, on)
        REGISTERED[slug] = row
        return wrong

    return enter


@cache
def all_rows() -> dict[str, Misconception]:
    """Every misconception by its slug."""
    package = f"{__name__.rpartition('.')[0]}.rows"
    for module in iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")
    return dict(sorted(REGISTERED.items()))


@cache
def rows_at(site: type, rule: str = "") -> tuple[Misconception, ...]:
    """The misconceptions about a kind of site, where a rule is applied."""
    rows = (row for row in all_rows().values() if row.site is site)
    return tuple(row for row in rows if not row.on or rule in row.on)
