"""What a learner reads about scores, Fisher information and the Cramér–Rao bound."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "score-of-centre": Words(
        "Score in {theta}",
        "|{x} − {theta}| has the slope −1 in {theta} where {x} > {theta}, and 1 where "
        "{x} < {theta}: the sign of {theta} − {x}. At {x} = {theta} there is a kink and no slope.",
        hint="What is the slope of |{x} − {theta}| in {theta} to either side?",
    ),
    "square-of-score": Words(
        "Fisher information",
        "It is the mean of the square of the score. The square of a sign is 1, except at one value "
        "of {x}, which has probability 0.",
        r"I(\theta) = \mathbb{E}[(\partial_\theta \log f)^2]",
        "What is the square of a sign?",
    ),
    "n-draws": Words(
        "All draws",
        "The draws are independent, so the logarithms of their densities add up, and so do the "
        "informations: {n} times that of one draw.",
        r"I_n(\theta) = n\,I(\theta)",
        "How does the log-likelihood of independent draws depend on each of them?",
    ),
    "cramer-rao": Words(
        "Cramér–Rao bound",
        "No unbiased estimator has a smaller variance than one over the information.",
        r"\mathrm{Var}(\hat\theta) \ge \frac{1}{I(\theta)}",
        "How does the least variance depend on the information?",
    ),
    "at-values": Words("Put the values in", "At {point}.", "", "Put the values in."),
}
FAILS = {
    "several": "{law} has several letters: {letters}",
    "none": "{law} has no letter to differentiate by",
    "no-information": "the Fisher information of {law} was not found",
    "no-value": "there is no value at {point}",
}
HINTS = {
    "several": "say which: Fisher information of {law} in {first}",
    "none": "name one: Fisher information of bernoulli(p)",
}
SQUARED = "the mean of the square of the score"
SUMMED = (
    "Checked: the mean of the square of the score, summed, is {value}; the difference is {error}."
)
