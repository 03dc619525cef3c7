"""The verbs on expectations and information."""

from __future__ import annotations

from collections.abc import Mapping

from symcalc import asking
from symcalc.asking import Given, Point
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.tutor.probability import bounds, entropies, estimators
from symcalc.tutor.probability import expectation as means
from symcalc.tutor.words.expectation import FAILS, HINTS
from symcalc.verbs.laws_as_text import law_text, listed
from symcalc.verbs.registry import verb
from symcalc.writing.text import text

WAYS = ("exact", "monte-carlo")


@verb(
    'symcalc expectation "x^2" die',
    'symcalc expectation "x^2" "normal(mu, sigma)"',
    'symcalc expectation "e^x" "normal(0, 1)" --method monte-carlo --samples 10000 --seed 7',
)
def expectation(
    f: Given, law: Given, *, method: str = "exact", samples: int = 10_000, seed: int = 0
) -> Derivation:
    """Work out the mean of F where its variable has the LAW.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A formula in x, or in the one letter that is no parameter of the law.
    law : text, sequence or mapping
        "normal(mu, sigma)" (sigma is the standard deviation), "die", "uniform on 1..6",
        {1: 0.5, 2: 0.5}, or a density with its support: "2x on [0, 1]".
    method : str
        "exact", or "monte-carlo" for an estimate with its standard error.
    samples, seed : int
        How many values are drawn, and from which seed.

    Returns
    -------
    Derivation
        `.answer` is the mean, ∞ or nan where it does not exist; of Monte Carlo the estimate.

    Raises
    ------
    UnsupportedError
        If probabilities do not sum to one, or a density does not integrate to one.
    NotFoundError
        If no way to the mean is found.

    Examples
    --------
    >>> expectation("x", "die").answer
    7/2
    >>> print(expectation("x", "cauchy(0, 1)").ending)
    The integral diverges: this expectation does not exist.
    """
    if method not in WAYS:
        raise UnsupportedError(FAILS["method"].format(method=method), hint=HINTS["method"])
    if method == "exact":
        return means.expectation(_formula(f), law_text(law))
    return means.expectation(_formula(f), law_text(law), str(samples), str(seed))


@verb('symcalc variance "x" die', 'symcalc variance "x" "exponential(lambda)"')
def variance(f: Given, law: Given) -> Derivation:
    """Work out the variance of F under LAW: the mean of the square less the square of the mean.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A formula in x.
    law : text, sequence or mapping
        As in `expectation`.

    Examples
    --------
    >>> variance("x", "die").answer
    35/12
    """
    return means.variance(_formula(f), law_text(law))


@verb('symcalc entropy "(0.7, 0.2, 0.1)"', 'symcalc entropy "(p, 1 - p)" --base 2')
def entropy(p: Given, *, base: str | int = "e") -> Derivation:
    """Work out the entropy of the probabilities P, or of a law.

    Parameters
    ----------
    p : sequence, mapping or text
        Probabilities that sum to one, or a law such as "normal(0, sigma)".
    base : str or int
        "e" for nats, 2 for bits, 10 for hartleys.

    Returns
    -------
    Derivation
        `.answer` is exact; `.plot()` draws the probabilities, of one letter the curve.

    Examples
    --------
    >>> entropy([0.5, 0.25, 0.25], base=2).answer
    3/2
    """
    return entropies.entropy(law_text(p), str(base))


@verb('symcalc cross-entropy "(0.7, 0.2, 0.1)" "(0.5, 0.3, 0.2)"')
def cross_entropy(p: Given, q: Given, *, base: str | int = "e") -> Derivation:
    """Work out the cross-entropy of P with Q, and split it into entropy and divergence.

    Parameters
    ----------
    p, q : sequences, mappings or texts
        Where outcomes come from, and what is said of them. A one-hot p is a label.
    base : str or int
        "e" for nats, 2 for bits, 10 for hartleys.

    Examples
    --------
    >>> cross_entropy((0, 1), (0.25, 0.75)).answer
    -log(3/4)
    """
    return entropies.cross_entropy(law_text(p), law_text(q), str(base))


@verb(
    'symcalc kl "(0.4, 0.3, 0.3)" "(0.33, 0.33, 0.34)"',
    'symcalc kl "normal(mu, sigma)" "normal(0, 1)"',
)
def kl(p: Given, q: Given, *, base: str | int = "e") -> Derivation:
    """Work out the Kullback–Leibler divergence of P from Q.

    Parameters
    ----------
    p, q : sequences, mappings or texts
        Probabilities of the same outcomes, or two laws on numbers.
    base : str or int
        "e" for nats, 2 for bits, 10 for hartleys.

    Returns
    -------
    Derivation
        `.answer` is never negative, and ∞ where q excludes what p allows.

    Examples
    --------
    >>> kl("normal(mu, sigma)", "normal(0, 1)").answer
    mu**2/2 + sigma**2/2 - log(sigma) - 1/2
    """
    return entropies.kl(law_text(p), law_text(q), str(base))


@verb(
    'symcalc diagonal-kl "(1, 0)" "(0.5, 2)"',
    'symcalc diagonal-kl "(mu1, mu2)" "(sigma1, sigma2)"',
)
def diagonal_kl(
    means: Given,
    deviations: Given,
    *,
    from_means: Given | None = None,
    from_deviations: Given | None = None,
) -> Derivation:
    """Work out the divergence of normal laws with independent components, MEANS and DEVIATIONS.

    Parameters
    ----------
    means, deviations : sequences or texts
        One of each for every component.
    from_means, from_deviations : sequences or texts
        The other law; all means 0 and all deviations 1 if left out, as in a variational
        autoencoder.

    Examples
    --------
    >>> print(diagonal_kl((1, 0), (0.5, 2)).ending)
    KL(p‖q) ≈ 1.625 nats
    """
    other = [listed(part) for part in (from_means, from_deviations) if part is not None]
    if len(other) == 1:
        raise UnsupportedError(FAILS["half"], hint=HINTS["half"])
    return bounds.diagonal_kl(listed(means), listed(deviations), *other)


@verb('symcalc elbo "(0.5, 0.5)" "(0.9, 0.2)" "(0.8, 0.2)"')
def elbo(prior: Given, likelihood: Given, approximation: Given) -> Derivation:
    """Work out the evidence lower bound for a hidden z with a PRIOR and a LIKELIHOOD.

    Parameters
    ----------
    prior : sequence or text
        Probabilities of the values of z.
    likelihood : sequence or text
        How likely each value of z makes the observation.
    approximation : sequence or text
        Probabilities q that stand for the posterior.

    Examples
    --------
    >>> print(elbo((0.5, 0.5), (0.9, 0.2), (0.8, 0.2)).ending)
    ELBO ≈ −0.598921, and log p(x) ≈ −0.597837
    """
    return bounds.elbo(law_text(prior), listed(likelihood), law_text(approximation))


@verb('symcalc prediction-entropy "((0.3, 0.4, 0.3), (0.9, 0.05, 0.05))" --target 0')
def prediction_entropy(
    predictions: Given, *, target: int | None = None, base: str | int = "e"
) -> Derivation:
    """Follow entropy and cross-entropy over PREDICTIONS, as a training run makes them.

    Parameters
    ----------
    predictions : sequence of sequences, or text
        One list of probabilities for each epoch.
    target : int
        The class that is true, counted from 0; the cross-entropy with it is the loss.
    base : str or int
        "e" for nats, 2 for bits, 10 for hartleys.

    Returns
    -------
    Derivation
        `.answer` is the tuple of entropies, with a target the pair of it and the cross-entropies;
        `.plot()` draws both.

    Examples
    --------
    >>> prediction_entropy([(0.5, 0.5), (1, 0)], target=0).answer
    ((0.693147180559945, 0.0), (0.693147180559945, 0.0))
    """
    said = "" if target is None else str(target)
    return bounds.prediction_entropy(listed(predictions), said, str(base))


@verb(
    'symcalc expectation-gradient "x^2" "normal(mu, sigma)" --wrt mu',
    'symcalc expectation-gradient "(x - 1)^2" "bernoulli(p)"',
)
def expectation_gradient(
    f: Given, law: Given, wrt: str = "", *, at: Point | None = None, seed: int = 0
) -> Derivation:
    """Differentiate the mean of F by a parameter of its LAW, and compare two ways to estimate it.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A formula in x.
    law : text
        A law with letters: "normal(mu, sigma)", "bernoulli(p)".
    wrt : str
        By which parameter; may be left out when there is one.
    at : mapping
        Where the estimators are compared; 1 for each letter, 1/2 for p and q, if left out.
    seed : int
        Of the values that are drawn.

    Returns
    -------
    Derivation
        `.answer` is the exact derivative; the steps have the score-function and the
        reparameterised estimator, and how much each varies.

    Examples
    --------
    >>> expectation_gradient("x^2", "normal(mu, sigma)", "sigma").answer
    2*sigma
    """
    points = [at] if isinstance(at, Mapping) else list(at or [])
    pairs = points[0].items() if points else ()
    place = ", ".join(f"{name}={text(asking.notation_of(value))}" for name, value in pairs)
    return estimators.expectation_gradient(
        _formula(f), law_text(law), wrt, place, str(seed) if seed else ""
    )


def _formula(f: Given) -> str:
    return f if isinstance(f, str) else text(asking.notation_of(f))
