"""The verbs on lists of data, linear combinations, and what is asked of a law by itself."""

from __future__ import annotations

from typing import Any

from symcalc.asking import Given
from symcalc.derivation import Derivation
from symcalc.tutor.probability import after_data, combined, informed, scores
from symcalc.tutor.probability import data as lists
from symcalc.verbs.laws_as_text import law_text, listed
from symcalc.verbs.registry import verb

Data = Any  # text "[1, 2.5, 3]", a sequence of numbers, or an array


@verb(
    "symcalc statistic variance 2,4,4,5",
    "symcalc statistic correlation 1,2,3 --other 2,4,7",
    'symcalc statistic "population variance" 2,4,4,5',
)
def statistic(what: str, data: Data, other: Data | None = None) -> Derivation:
    """Work out WHAT of the numbers in DATA, or in DATA and OTHER.

    Parameters
    ----------
    what : str
        "mean", "median", "variance", "standard deviation", "z-scores", "covariance" or
        "correlation". "population variance" divides by n where "variance" divides by n − 1.
    data, other : text, sequences or arrays
        The numbers, at most 100.

    Examples
    --------
    >>> statistic("variance", [2, 4, 4, 5]).answer
    19/12
    >>> statistic("population variance", [2, 4, 4, 5]).answer
    19/16
    """
    return lists.statistic(listed(data), what, "" if other is None else listed(other))


@verb(
    'symcalc combination variance "3X + 2" "Var(X) = 4"',
    'symcalc combination variance "2X - 3Y" "Var(X) = 4, Var(Y) = 9, Cov(X, Y) = 1"',
)
def combination(what: str, formula: str, facts: str, *, other: str = "") -> Derivation:
    """Work out the mean, variance or covariance of a linear FORMULA in random variables.

    Parameters
    ----------
    what : str
        "mean", "variance", "standard deviation" or "covariance".
    formula : str
        "3X + 2".
    facts : str
        What is known: "E[X] = 1, Var(X) = 4, Cov(X, Y) = 1". A covariance that is not given is 0.
    other : str
        For a covariance, the other one.

    Examples
    --------
    >>> combination("variance", "2X - 3Y", "Var(X) = 4, Var(Y) = 9, Cov(X, Y) = 1").answer
    85
    """
    return combined.combined(what, formula, facts, other)


@verb('symcalc posterior-mean "bernoulli(p)" "beta(2, 2)" --data 1,0,1,1')
def posterior_mean(law: Given, prior: Given, *, data: Data | None = None) -> Derivation:
    """Find the mean of a parameter of LAW after the data.

    Parameters
    ----------
    law, prior, data
        As in `posterior`.

    Examples
    --------
    >>> posterior_mean("bernoulli(p)", "beta(2, 2)", data=[1, 0, 1, 1]).answer
    5/8
    """
    return after_data.posterior_mean(law, prior, data)


@verb('symcalc map-estimate "bernoulli(p)" "beta(2, 2)" --data 1,0,1,1')
def map_estimate(law: Given, prior: Given, *, data: Data | None = None) -> Derivation:
    """Find the value of a parameter of LAW at which its posterior density is greatest.

    Parameters
    ----------
    law, prior, data
        As in `posterior`.

    Examples
    --------
    >>> map_estimate("bernoulli(p)", "beta(2, 2)", data=[1, 0, 1, 1]).answer
    2/3
    """
    return after_data.map_estimate(law, prior, data)


@verb('symcalc score "normal(mu, sigma)" --wrt mu')
def score(law: Given, wrt: str = "") -> Derivation:
    """Work out the score of LAW: the slope of its log-density in a parameter.

    Parameters
    ----------
    law : text
        A law with letters.
    wrt : str
        Which letter; all of them, as a column, if left out.

    Examples
    --------
    >>> score("exponential(lambda)").answer
    -x + 1/lambda
    """
    return scores.score(law_text(law), wrt)


@verb('symcalc fisher-information "bernoulli(p)"')
def fisher_information(law: Given, wrt: str = "") -> Derivation:
    """Work out the Fisher information that one draw of LAW has about a parameter.

    Parameters
    ----------
    law : text
        A law with letters.
    wrt : str
        Which letter; may be left out when there is one.

    Examples
    --------
    >>> fisher_information("normal(mu, sigma)", "sigma").answer
    2/sigma**2
    """
    return scores.fisher_information(law_text(law), wrt)


@verb('symcalc moments "gamma(2, 3)"')
def moments(law: Given) -> Derivation:
    """Work out mean and variance of LAW together.

    Examples
    --------
    >>> moments("exponential(2)").answer.T
    Matrix([[1/2, 1/4]])
    """
    return informed.mean_and_variance(law_text(law))


@verb('symcalc density "normal(1, 2)" 3')
def density(law: Given, at: Given) -> Derivation:
    """Work out the density of LAW at a value, or the probability of the value.

    Parameters
    ----------
    law : text
        As in `distribution`.
    at : number or text
        The value.

    Examples
    --------
    >>> density("exponential(2)", 1).answer
    2*exp(-2)
    """
    return informed.density_at(law_text(law), listed(at))
