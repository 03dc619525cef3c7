"""The verbs about laws of probability, likelihoods and posteriors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from symcalc.asking import Given
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.tutor.probability import compared
from symcalc.tutor.probability import distribution as describing
from symcalc.tutor.probability import likelihood as estimating
from symcalc.tutor.probability import loss as losing
from symcalc.tutor.probability import posterior as updating
from symcalc.tutor.probability.described import Described
from symcalc.verbs.registry import verb

Data = Any  # text "[1, 2.5, 3]", a sequence of numbers, or an array
Point = Mapping[Any, Any]


@verb(
    'symcalc distribution "normal(mu, sigma)"',
    'symcalc distribution "beta(2, 5)" --at x=1/2',
    'symcalc distribution "3x on [0, 1]"',
)
def distribution(law: Given, *, at: Point | Sequence[Point] | None = None) -> Described:
    """Describe LAW: density, total mass, mean, variance, score and Fisher information.

    Parameters
    ----------
    law : text or a sequence of probabilities
        "normal(0, 2)" (the second number is the standard deviation), "bernoulli(0.3)",
        "categorical(0.1, 0.3, 0.6)", "uniform(0, 2)", "exponential(2)", "beta(2, 5)",
        "gamma(2, 3)", "laplace(0, 1)", "cauchy(0, 1)", "binomial(5, 0.5)", "poisson(2)",
        "geometric(0.2)", "die(6)"; letters for parameters are good, too. Or a density of your own
        and where it holds: "2x on [0, 1]".
    at : mapping
        A value of x, and of the letters: the density there is `.value`.

    Returns
    -------
    Described
        A derivation; `.answer` is the density, `.mean`, `.variance`, `.log_density`, `.score` and
        `.information` are its parts, and `.plot()` draws it.

    Raises
    ------
    UnsupportedError
        If the law is not known, or cannot have these parameters.

    Examples
    --------
    >>> d = distribution("normal(mu, sigma)")
    >>> d.mean, d.variance, d.information["sigma"]
    (mu, sigma**2, 2/sigma**2)
    >>> distribution("3x on [0, 1]").ending
    'This is no density: its total mass is 3/2, not 1. Multiplied by 2/3 it is one: 2/3·3x.'
    """
    points = list(at) if isinstance(at, Sequence) else [at] if at else []
    if len(points) > 1 or not all(isinstance(point, Mapping) for point in points):
        raise UnsupportedError("the density is taken at one point", hint='write at={"x": 2}')
    place = ", ".join(f"{x} = {value}" for point in points for x, value in point.items())
    return describing.distribution(law, place)


@verb('symcalc laws "normal(0, 1); normal(0, 2); normal(2, 0.5)"')
def laws(given: Given) -> Derivation:
    """Compare several laws: their means, variances and densities in one table and one picture.

    Parameters
    ----------
    given : text or sequence of text
        The laws, with semicolons between them.

    Returns
    -------
    Derivation
        `.answer` is a tuple of (mean, variance) for each, `.plot()` a picture for each family.

    Examples
    --------
    >>> laws(["exponential(1)", "exponential(2)"]).answer
    ((1, 1), (1/2, 1/4))
    """
    return compared.laws(given)


@verb(
    'symcalc likelihood "normal(mu, sigma)" --data 2,3,4,7',
    'symcalc likelihood "bernoulli(p)"',
)
def likelihood(law: Given, *, data: Data | None = None, truth: Given | None = None) -> Derivation:
    """Derive the maximum likelihood estimates of the letters of LAW, with second-order check.

    Parameters
    ----------
    law : text
        A law with letters for what is to be estimated: "normal(mu, sigma)", "normal(mu, 2)",
        "categorical", or a density of your own, "theta x^(theta - 1) on [0, 1]".
    data : text, sequence or array
        The draws; n letters x_1, …, x_n if left out.
    truth : text
        The law that the data were drawn from, if that is known: only the picture shows it.

    Returns
    -------
    Derivation
        `.answer` is the estimate, a column Matrix for several letters; `.value` is the
        log-likelihood there, and `.plot()` draws it, with the fitted law.

    Raises
    ------
    UnsupportedError
        If the law cannot give the data, or there is no maximum.

    Examples
    --------
    >>> likelihood("normal(mu, sigma)", data=[2, 3, 4, 7]).answer
    Matrix([
    [         4],
    [sqrt(14)/2]])
    >>> likelihood("exponential(lambda)").answer
    n/Sum(x[i], (i, 1, n))
    """
    return estimating.likelihood(law, data, truth)


@verb('symcalc loss-from-likelihood "normal(m, s)"', "symcalc loss-from-likelihood categorical")
def loss_from_likelihood(law: Given, observation: str = "y") -> Derivation:
    """Derive the loss that goes with LAW: its negative log-likelihood, and what of it counts.

    Parameters
    ----------
    law : text
        The law of an observation, its first letter being what a model predicts.
    observation : str
        What the observation is called.

    Returns
    -------
    Derivation
        `.answer` is the negative log-density at one observation.

    Examples
    --------
    >>> loss_from_likelihood("bernoulli(p)").answer
    -y*log(p) - (1 - y)*log(1 - p)
    """
    return losing.loss_from_likelihood(law, observation)


@verb(
    'symcalc posterior "bernoulli(p)" --prior "beta(2, 2)" --data 1,0,1,1',
    'symcalc posterior "normal(mu, 2)" --prior "normal(0, 1)" --data 1,2,4',
)
def posterior(law: Given, prior: Given | None = None, *, data: Data | None = None) -> Derivation:
    """Find the law of a parameter of LAW after the data, by Bayes' rule.

    Parameters
    ----------
    law : text
        The law of one draw, with a letter for the parameter: "bernoulli(p)".
    prior : text
        The law of the parameter before the data: beta for bernoulli, binomial and geometric, gamma
        for poisson and exponential, normal for normal.
    data : text, sequence or array
        The draws; n letters x_1, …, x_n if left out.

    Returns
    -------
    Derivation
        `.answer` is the posterior density of the parameter, `.ending` names its law, and `.plot()`
        draws prior, likelihood and posterior.

    Examples
    --------
    >>> posterior("bernoulli(p)", "beta(2, 2)", data=[1, 0, 1, 1]).ending
    'The posterior is beta(5, 3).'
    """
    if prior is None:
        raise UnsupportedError(
            "Bayes' rule needs a prior", hint='say it: posterior("bernoulli(p)", "beta(1, 1)")'
        )
    return updating.posterior(law, prior, data)
