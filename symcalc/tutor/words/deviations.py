"""What a learner reads about standard deviations and covariances under a law."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "deviation": Words(
        "Standard deviation",
        "It is the square root of the variance of {f}.",
        r"\sigma = \sqrt{\mathrm{Var}[X]}",
        "How does the standard deviation come from the variance?",
    ),
    "covariance": Words(
        "Covariance",
        "Cov({f}, {g}) = E[{product}] − E[{f}]·E[{g}]: the mean of the product, less the product "
        "of the means.",
        r"\mathrm{Cov}(X, Y) = \mathbb{E}[XY] - \mathbb{E}[X]\,\mathbb{E}[Y]",
        "Which three means does a covariance need?",
    ),
}
FAILS = {
    "apart": "{f} and {g} are about different variables, and one law is given",
    "endless": "one of the means is not finite, so there is no covariance",
}
