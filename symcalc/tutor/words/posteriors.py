"""What is said of posteriors, and of losses that come from likelihoods."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "bayes": Words(
        "Bayes' rule",
        "The posterior of {theta} is likelihood times prior, divided by p(D), in which {theta} "
        "does not stand. So it is proportional to the product.",
        r"p(\theta \mid D) = \frac{p(D \mid \theta)\,p(\theta)}{p(D)}",
        "Which rule turns p(D | {theta}) into p({theta} | D)?",
    ),
    "log-prior": Words(
        "Logarithm of the prior",
        "{prior} for {theta}, up to a constant.",
        hint="Which terms of the prior's logarithm hold {theta}?",
    ),
    "log-likelihood": Words(
        "Logarithm of the likelihood",
        "{law} for {draws}, up to a constant.",
        hint="Which terms of the log-likelihood hold {theta}?",
    ),
    "matched": Words(
        "{how}",
        "{says}",
        hint="Of which law is this the logarithm?",
    ),
    "posterior": Words(
        "Posterior",
        "That is the logarithm of the density of {posterior}, up to a constant.",
        hint="Which law has a density of this form?",
    ),
    "with-data": Words(
        "With the data",
        "The {n} draws are {data}. {sums}",
        hint="Put n and the sum into the parameters.",
    ),
    "negative-log": Words(
        "Negative log-{density}",
        "Take −ln of the {density} of {law} at one observation {x}.",
        hint="Take the logarithm, and change the sign.",
    ),
    "one-hot": Words(
        "One-hot label",
        "{y}_k is 1 for the class that is observed and 0 for the others, so the product is the "
        "probability of that class.",
        hint="Which factor is left when one label is 1 and the others are 0?",
    ),
    "one-loss": Words(
        "Loss", "Averaged over observations this is {title}.", hint="What is this sum called?"
    ),
    "drop-constants": Words(
        "What {theta} changes",
        "{fixed}",
        hint="Which terms does {theta} not change?",
    ),
    "loss": Words(
        "Loss",
        "Summed over n observations, each with its own {theta}_i, this is least where the "
        "likelihood is greatest. Divided by n it is {title}.",
        hint="Sum over the observations.",
    ),
}
MATCHED = {
    "exponents": (
        "Collect the logarithms",
        "Both have terms in the same functions of {theta}; their factors add.",
    ),
    "square": (
        "Complete the square",
        "Both are squares in {theta}. Their precisions, one over the variances, add: the sum is "
        "{precision}. The mean is the sum of each mean times its precision, divided by that.",
    ),
}
ENDING = "The posterior is {posterior}."
MEANS = "The posterior mean {after} lies between the prior mean {before} and the estimate {best}."
PLAIN_MEAN = "The posterior mean is {after}; the prior mean was {before}."
FIXED = {
    "some": "Whatever {theta} is, {rest} stays the same, and a positive factor in front does not "
    "matter.",
    "none": "All of it changes with {theta}.",
}
# By law: what the negative log-likelihood is called as a loss.
TITLES = {
    "normal": "the mean squared error",
    "laplace": "the mean absolute error",
    "bernoulli": "the binary cross-entropy",
    "categorical": "the cross-entropy",
    "poisson": "the Poisson loss",
}
FAILS = {
    "pair": "{law} with the prior {prior} gives no law with a name",
    "pairs": "known are beta with bernoulli, binomial and geometric, gamma with poisson and "
    "exponential, normal with normal",
    "unknown": "{law} has no letter for the prior to be about",
    "own-letter": "{theta} stands in the prior {prior}, which is to be a law of {theta}",
    "no-name": "{shown} does not name an observation: that is one letter",
    "taken": "{x} is a parameter of {law}, so the observation cannot be called so",
    "no-loss": "{law} has no letter that a model could predict",
}
