"""What a law is described by, as a derivation that holds its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.tutor.probability.distributed import Distribution


@dataclass(frozen=True, repr=False)
class Described(Derivation):
    """A law worked out; its answer is the density.

    Attributes
    ----------
    mean, variance : sympy.Expr or None
        None where there is none, or it was not found.
    log_density : sympy.Expr
        ln f.
    score : mapping
        The slope of ln f in each letter, by the letter's name.
    information : mapping
        The Fisher information of each letter.

    Examples
    --------
    >>> import symcalc as sc
    >>> d = sc.distribution("exponential(lambda)")
    >>> d.mean, d.variance, d.score["lambda"]
    (1/lambda, lambda**(-2), -x + 1/lambda)
    """

    mean: sp.Expr | None = None
    variance: sp.Expr | None = None
    log_density: sp.Expr = sp.S.Zero
    score: Mapping[str, sp.Expr] = field(default_factory=dict)
    information: Mapping[str, sp.Expr] = field(default_factory=dict)


@dataclass(frozen=True, repr=False)
class Updated(Derivation):
    """A posterior worked out; its answer is the density, and its law is known.

    Attributes
    ----------
    law : Distribution
        The law of the parameter after the data.

    Examples
    --------
    >>> import symcalc as sc
    >>> sc.posterior("bernoulli(p)", "beta(2, 2)", data=[1, 0, 1, 1]).law.name
    'beta(5, 3)'
    """

    law: Distribution | None = None
