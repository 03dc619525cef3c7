"""What a learner reads about means that follow from variances and covariances."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "mean-from-fact": Words(
        "From {fact}",
        "{meaning} It is {value}; solved for the mean of {product}, and with what is known put in:",
        "",
        "How does {fact} depend on the mean of {product}?",
    ),
    "from-facts": Words("Put in", "{meaning}", "", "In which means can {told} be written?"),
}
MEANINGS = {
    "mean": "The mean of a sum is the sum of the means, and constants stay in front.",
    "variance": "Var({f}) = E[{square}] − E[{f}]².",
    "standard deviation": "SD({f})² = E[{square}] − E[{f}]².",
    "covariance": "Cov({f}, {g}) = E[{product}] − E[{f}]·E[{g}].",
    "correlation": "Corr({f}, {g}) = (E[{product}] − E[{f}]·E[{g}])/(SD({f})·SD({g})).",
}
FAILS = {
    "given": "{part} is no mean, variance or covariance that can be read",
    "against": "{fact} contradicts what else is said",
    "missing": "it is not said what {means} is, and the answer depends on it",
    "polynomial": "{f} is no sum of products of the variables",
    "negative": "a variance would be negative: what is said cannot all be true",
    "impossible": "a covariance is larger than the variances allow",
}
HINTS = {"given": "write: E[X] = 3, Var(X) = 4, Cov(X, Y) = 1"}
CHECKED = "Checked: with the means that were found, all that is said holds."
