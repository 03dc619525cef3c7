"""The verbs on events, hypotheses and tables of probabilities."""

from __future__ import annotations

from symcalc.asking import Given
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.tutor.probability import event, hypotheses, measures, quantiles, tabled
from symcalc.tutor.words.tables import FAILS, HINTS
from symcalc.verbs.laws_as_text import law_text, listed
from symcalc.verbs.registry import verb


@verb(
    'symcalc probability "X > 130" "normal(100, 15)"',
    'symcalc probability "at least 3" "binomial(10, 0.3)"',
    'symcalc probability "X > 5 | X > 3" "exponential(2)"',
)
def probability(happening: Given, law: Given) -> Derivation:
    """Work out how likely HAPPENING is under LAW: by Φ, an integral or a sum.

    Parameters
    ----------
    happening : text
        "X > 130", "90 < X < 110", "|X - 100| > 30", "at least 3", "X = 3", "X < 1 or X > 5", or
        with a condition "X > 5 | X > 3".
    law : text, sequence or mapping
        As in `expectation`: "normal(100, 15)" (15 is the standard deviation), "poisson(3)", a die,
        {1: 0.5, 2: 0.5}, "2x on [0, 1]".

    Returns
    -------
    Derivation
        `.answer` is exact; the ending has its decimals.

    Raises
    ------
    UnsupportedError
        If the event cannot be read, or its condition cannot hold.

    Examples
    --------
    >>> print(probability("X > 130", "normal(100, 15)").ending)
    P(X > 130) ≈ 0.0227501
    >>> probability("X > 5 | X > 3", "exponential(2)").answer
    exp(-4)
    """
    return event.probability(str(happening), law_text(law))


@verb('symcalc quantile "normal(0, 1)" --level 0.975', 'symcalc quantile "exponential(lambda)"')
def quantile(law: Given, level: Given | None = None) -> Derivation:
    """Find the value below which LAW has the share LEVEL of its probability: the median, for 1/2.

    Parameters
    ----------
    law : text, sequence or mapping
        As in `probability`.
    level : text or number
        Between 0 and 1; "95%" is good, too; 1/2 if left out.

    Examples
    --------
    >>> quantile("exponential(lambda)").answer
    log(2)/lambda
    >>> quantile("binomial(10, 0.3)", 0.9).answer
    5
    """
    return quantiles.quantile(law_text(law), "1/2" if level is None else listed(level))


@verb(
    "symcalc bayes 0.01 --sensitivity 0.99 --false-positive 0.05",
    'symcalc bayes "(0.5, 0.3, 0.2)" --likelihoods "(0.9, 0.5, 0.1)"',
)
def bayes(
    prior: Given,
    likelihoods: Given | None = None,
    *,
    sensitivity: Given | None = None,
    false_positive: Given | None = None,
    times: int = 1,
) -> Derivation:
    """Find the probabilities of hypotheses after an observation, from their PRIOR probabilities.

    Parameters
    ----------
    prior : sequence, text or number
        A probability for each hypothesis; one number for a hypothesis and its opposite.
    likelihoods : sequence or text
        How likely each hypothesis makes the observation.
    sensitivity, false_positive : numbers or text
        The two likelihoods, where the prior is one number.
    times : int
        How often the same observation is made, independently.

    Returns
    -------
    Derivation
        `.answer` is the posterior probability of the first of two hypotheses, or a column of all.

    Raises
    ------
    UnsupportedError
        If a number is no probability, or the observation is impossible.

    Examples
    --------
    >>> bayes(0.01, sensitivity=0.99, false_positive=0.05).answer
    1/6
    >>> bayes((0.5, 0.3, 0.2), (0.9, 0.5, 0.1)).answer.T
    Matrix([[45/62, 15/62, 1/31]])
    """
    if likelihoods is not None:
        return hypotheses.bayes(listed(prior), listed(likelihoods), str(times))
    if sensitivity is None or false_positive is None:
        raise UnsupportedError(FAILS["rates"], hint=HINTS["rates"])
    rates = {"yes": listed(sensitivity), "no": listed(false_positive)}
    return hypotheses.bayes(listed(prior), "", str(times), **rates)


@verb(
    'symcalc joint "[[0.4, 0.1], [0.2, 0.3]]" --what "mutual information" --base 2',
    'symcalc joint "[[0.4, 0.1], [0.2, 0.3]]" --what covariance --x "(1, 2)" --y "(0, 10)"',
)
def joint(
    table: Given,
    what: str = "marginals",
    *,
    x: Given | None = None,
    y: Given | None = None,
    base: str | int = "e",
) -> Derivation:
    """Work out WHAT of the joint probabilities of X (rows) and Y (columns) in TABLE.

    Parameters
    ----------
    table : text, nested sequence or array
        Probabilities that sum to one, or counts.
    what : str
        "marginals", "marginal of X", "conditional table of Y given X", "mean of X",
        "variance of X", "covariance", "correlation", "entropy of X", "joint entropy",
        "conditional entropy of Y given X" or "mutual information", also with X and Y exchanged.
    x, y : sequences or text
        The values of X and Y; 0, 1, 2 … if left out.
    base : str or int
        Of entropies: "e" for nats, 2 for bits, 10 for hartleys.

    Examples
    --------
    >>> joint([[0.4, 0.1], [0.2, 0.3]], "covariance").answer
    1/10
    >>> print(joint([[0.4, 0.1], [0.2, 0.3]], "mutual information", base=2).ending)
    I(X; Y) ≈ 0.124511 bits
    """
    values = ["" if v is None else listed(v) for v in (x, y)]
    xs, ys = values
    return tabled.joint_table(what, listed(table), xs, ys, str(base))


@verb('symcalc independence "[[0.12, 0.28], [0.18, 0.42]]"')
def independence(table: Given) -> Derivation:
    """Tell whether X and Y are independent, from the joint probabilities in TABLE.

    Parameters
    ----------
    table : text, nested sequence or array
        Probabilities that sum to one, or counts.

    Examples
    --------
    >>> independence([[0.4, 0.1], [0.2, 0.3]]).answer
    'not independent'
    """
    return tabled.independence(listed(table))


@verb('symcalc perplexity "(0.5, 0.25, 0.25)"', 'symcalc perplexity "(0.2, 0.1)" --tokens')
def perplexity(p: Given, *, tokens: bool = False) -> Derivation:
    """Work out the perplexity of the probabilities P: the exponential of their entropy.

    Parameters
    ----------
    p : sequence, mapping or text
        Probabilities that sum to one.
    tokens : bool
        Whether P are the probabilities of tokens that came one after the other instead.

    Examples
    --------
    >>> perplexity((0.5, 0.25, 0.25)).answer
    2*sqrt(2)
    """
    return measures.perplexity(law_text(p), "tokens" if tokens else "")


@verb('symcalc jensen-shannon "(0.5, 0.5)" "(0.9, 0.1)" --base 2')
def jensen_shannon(p: Given, q: Given, *, base: str | int = "e") -> Derivation:
    """Work out the Jensen–Shannon divergence of P and Q: their mean divergence from the mixture.

    Parameters
    ----------
    p, q : sequences, mappings or texts
        Probabilities of the same outcomes.
    base : str or int
        "e" for nats, 2 for bits, 10 for hartleys.

    Examples
    --------
    >>> jensen_shannon((1, 0), (0, 1), base=2).answer
    1
    """
    return measures.jensen_shannon(law_text(p), law_text(q), str(base))


@verb('symcalc smooth "(0, 1, 0)" 0.1')
def smooth(label: Given, epsilon: Given) -> Derivation:
    """Smooth a LABEL: it keeps 1 − EPSILON, and the rest is spread over all classes.

    Parameters
    ----------
    label : sequence or text
        Probabilities of the classes, as the one-hot (0, 1, 0).
    epsilon : number or text
        The share that is spread.

    Examples
    --------
    >>> smooth((0, 1, 0, 0), 0.2).answer.T
    Matrix([[1/20, 17/20, 1/20, 1/20]])
    """
    return measures.smoothed(law_text(label), listed(epsilon))


@verb("symcalc sample-size 0.01 1", "symcalc sample-size 0.03 0.5 --level 95%")
def sample_size(error: Given, deviation: Given, *, level: str = "") -> Derivation:
    """Find how many values bring the standard error of a mean down to ERROR.

    Parameters
    ----------
    error : number or text
        What is allowed.
    deviation : number or text
        The standard deviation of one value.
    level : str
        With "95%" the error is 1.96 standard errors; one standard error if left out.

    Examples
    --------
    >>> sample_size(0.01, 1).answer
    10000
    """
    return measures.sample_size(listed(error), listed(deviation), level)
