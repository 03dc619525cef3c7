"""Integration rules: a method is a decorated function in a file of `methods`, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

import sympy as sp

from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.bars import without_bars
from symcalc.tutor.worded import worded
from symcalc.tutor.words import Words

Method = Callable[[Integral], Step | Iterable[Step] | None]


class IntegrationRule(NamedTuple):
    """A method, an integrand that it is for, and how much it asks of a reader."""

    name: str
    method: Method
    example: str
    cost: float

    def steps(self, question: Integral) -> tuple[Step, ...]:
        """The steps that the method proposes, the best first."""
        found = self.method(question)
        if found is None:
            return ()
        return (found,) if isinstance(found, Step) else tuple(found)


@dataclass(frozen=True)
class Change(Step):
    """A step to a new variable, which the search takes back when its integral is worked out.

    Attributes
    ----------
    new : sympy.Symbol
        The new variable.
    value : sympy.Expr
        What it is in terms of the old one: arcsin(x/2).
    back : tuple of pairs
        What is put in before that: (sin θ, x/2), (cos θ, √(4 - x²)/2).
    returning : str
        The sentence for the way back, if "u = …" does not say enough.
    """

    new: sp.Symbol = field(default=sp.Symbol("u"))
    value: sp.Expr = sp.S.Zero
    back: tuple[tuple[sp.Expr, sp.Expr], ...] = ()
    returning: str = ""

    def mended(self, question: Integral, line: Notation) -> tuple[Step, ...]:
        """What is still to be done with the antiderivative when it is back in the old variable."""
        del question, line
        return ()


REGISTERED: dict[str, IntegrationRule] = {}


def integration_rule(name: str, *, example: str, cost: float) -> Callable[[Method], Method]:
    """Enter a method under its name.

    Parameters
    ----------
    name : str
        Kebab-case and permanent: it is the `rule` of the steps it makes, or begins that.
    example : str
        An integrand in x that it is for; its first test.
    cost : float
        From 1, a table look-up, over 3, a substitution, and 5, by parts, to 10, the last resort.
        Of two ways the cheaper is taken.
    """

    def enter(method: Method) -> Method:
        REGISTERED[name] = IntegrationRule(name, method, example, cost)
        return method

    return enter


@cache
def all_rules() -> tuple[IntegrationRule, ...]:
    """Every method there is, the cheapest first."""
    package = import_module("symcalc.tutor.integrate.methods")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    return tuple(sorted(REGISTERED.values(), key=lambda rule: rule.cost))


def integral_step(
    question: Integral,
    words: Mapping[str, Words],
    rule: str,
    after: Notation | sp.Expr,
    **fields: object,
) -> Step:
    """A step from the whole integral to `after`, in which smaller integrals may stand.

    The words of `rule` may name {f}, {x} and the fields given.
    """
    line = after if isinstance(after, Notation) else question.written(without_bars(after))
    told = {**question.fields, **fields}
    return worded(words, rule, question.whole, line, told, "equal-up-to-constant")


def change_step(
    question: Integral,
    words: Mapping[str, Words],
    rule: str,
    after: sp.Expr,
    new: sp.Symbol,
    value: sp.Expr,
    back: Iterable[tuple[sp.Expr, sp.Expr]] = (),
    returning: str = "",
    **fields: object,
) -> Change:
    """A step to the integral in a new variable, which is `value` in terms of the old one."""
    made = integral_step(question, words, rule, after, **fields)
    told = {f: getattr(made, f) for f in Step.__dataclass_fields__}
    told["bindings"] = {new.name: question.written(value)}
    return Change(**told, new=new, value=value, back=tuple(back), returning=returning)
