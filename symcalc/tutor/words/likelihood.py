"""What is said of likelihoods, of their maxima, and of losses that come from them."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "likelihood": Words(
        "Likelihood",
        "The {n} draws are independent, so their {densities} multiply.",
        hint="The draws are independent. What happens to their densities?",
    ),
    "log-likelihood": Words(
        "Log-likelihood",
        "The logarithm grows with what it is taken of, so it is greatest at the same place. "
        "It turns the product into a sum over the draws of ln f = {log}.",
        hint="Which function turns a product into a sum?",
    ),
    "first-derivative": Words(
        "One draw, by {theta}",
        "Only the terms of ln f with {theta} in them count.",
        hint="How does the logarithm for one draw change with {theta}?",
    ),
    "score": Words(
        "Score in {theta}",
        "Sum that over the draws: it is ∂/∂{theta} of the log-likelihood.",
        hint="Sum the derivative for one draw over all draws.",
    ),
    "zero-of-score": Words(
        "Zero of the score in {theta}",
        "At a maximum inside the domain the score is 0. Clear the denominator.",
        hint="Where is the slope in {theta} zero?",
    ),
    "estimate": Words(
        "Solve for {theta}", "Write {hat} for the solution.", hint="Solve that for {theta}."
    ),
    "second-order": Words(
        "Second-order check",
        "{says}",
        hint="What does the second derivative say about the zero of the score?",
    ),
    "with-data": Words(
        "With the data", "The {n} draws are {data}.", hint="Put the numbers into the sums."
    ),
    "value-at-estimate": Words(
        "Log-likelihood at the estimate",
        "ln L = {value}.",
        hint="Put the estimate into the log-likelihood.",
    ),
    "one-estimate": Words(
        "What is asked", "Of the estimates, that of {wanted}.", hint="Which of them is asked for?"
    ),
    "invariance": Words(
        "A function of the estimates",
        "What the likelihood is greatest at does not depend on how the parameters are named: the "
        "estimate of {wanted} is {wanted} at the estimates.",
        hint="How does {wanted} depend on what was estimated?",
    ),
    "counts": Words(
        "Log-likelihood",
        "Only the counts matter: n_k is how often the value k was drawn. The logarithm turns the "
        "product into a sum.",
        hint="How often does each probability stand in the product?",
    ),
    "lagrangian": Words(
        "Lagrangian",
        "The probabilities sum to 1. That constraint comes in with a multiplier λ.",
        hint="The probabilities are not free. How does a constraint come in?",
    ),
    "stationary": Words(
        "Zero of the derivatives",
        "The derivative by p_k is n_k/p_k − λ for each k, so p_k = n_k/λ.",
        hint="Differentiate by one p_k.",
    ),
    "multiplier": Words(
        "Multiplier",
        "The p_k sum to 1, and the counts n_k sum to n: n/λ = 1, so λ = n.",
        hint="What do the p_k sum to?",
    ),
    "bounds": Words(
        "The support moves",
        "The density of a draw is {f} only between {low} and {high}, and a draw outside makes the "
        "likelihood 0. As long as all draws are inside, it grows as the interval shrinks: the "
        "score is nowhere 0, and the maximum is at the edge.",
        hint="Which intervals hold all draws? Which of them is best?",
    ),
    "extremes": Words(
        "The shortest interval",
        "It reaches from the least draw to the greatest.",
        hint="Which is the shortest interval that holds all draws?",
    ),
    "mean-distance": Words(
        "Zero of the score in {theta}",
        "At the median the score in {theta} is −{n}/{theta} + 1/{theta}² ∑ |{x}_i − {centre}|. It "
        "is 0 where {theta} is the mean distance from the median, positive below and negative "
        "above: this is a maximum.",
        hint="Where is the slope in {theta} zero?",
    ),
    "median": Words(
        "Draws on both sides",
        "The slope of ∑ |x_i − {theta}| in {theta} is the number of draws below less the number "
        "above. It changes its sign at the median.",
        hint="How does ∑ |x_i − {theta}| change when {theta} moves past one draw?",
    ),
    "no-closed-form": Words(
        "No closed form",
        "The score in {theta} is zero where this equation holds. {known}No formula solves it for "
        "{theta}: it is solved with numbers.",
        hint="Can this be solved for {theta}?",
    ),
    "expressed": Words(
        "Solve for {theta}",
        "The score in {theta} is zero where this holds.",
        hint="Where is the score in {theta} zero? Solve that for {theta}.",
    ),
    "newton": Words(
        "Newton's method",
        "Newton's method on the score, from {tried} starts. The greatest maximum that it finds is "
        "reached from {start} in {count} steps.",
        hint="How does one find the zero of a function with numbers?",
    ),
    "negative-log": Words(
        "Negative log-likelihood",
        "Take −ln of the {densities} at one observation {x}.",
        hint="Take the logarithm, and change the sign.",
    ),
    "drop-constants": Words(
        "What does not depend on {theta}",
        "{fixed} {verb} the same for every {theta}. The sum is least where the rest is.",
        hint="Which terms does {theta} not change?",
    ),
    "loss": Words(
        "Loss", "Over n observations, up to a positive factor: {title}.", hint="What is left?"
    ),
}
# By law and parameter: what a reader should know of the estimate.
REMARKS: dict[tuple[str, str], str] = {
    ("normal", "sigma"): "The estimate divides by n, not by n − 1: on average σ² comes out too "
    "small, by the factor (n − 1)/n.",
    ("normal", "mu"): "For fixed σ the log-likelihood is greatest where ∑ (x_i − μ)² is least: "
    "maximum likelihood is least squares.",
    ("bernoulli", "p"): "−ln L/n is the binary cross-entropy of the draws and p.",
}
EDGES = {
    "no-parameter": "{wanted} is no function of the parameters of {law} that are estimated",
    "no-value": "{wanted} has no value at the estimates",
    "flat": "{who}, so there is no maximum in {theta} > 0: the density narrows around it, and the "
    "likelihood grows without bound as {theta} → 0.",
    "single": "There is one draw, {value}",
    "equal": "All draws are equal to {value}",
    "half": "More than half of the draws are {value}",
    "narrow": "{who}, so there is no maximum: the density narrows around it, and the likelihood "
    "grows without bound.",
    "outside": "The score is nowhere zero in the domain: the likelihood grows as {theta} → "
    "{value}, which the law does not admit. There is no maximum.",
    "edge": "The estimate {hat} = {value} is at the edge of {theta}'s domain: the score there is "
    "not 0, and the likelihood still grows up to it.",
    "endless": "{theta} has no finite estimate with these data: the likelihood has no maximum.",
    "fixed": "{law} has no letter to estimate; this is its log-likelihood.",
    "data-needed": "No formula gives the estimate. With data it is found by numbers.",
    "formula": "the parameter {parameter} of {law} is a formula",
    "formula-hint": "estimate the parameter itself as a letter; what depends on it has the estimate"
    " of that formula",
    "twice": "two parameters of {law} are the same letter",
    "twice-hint": "name each by a letter of its own",
    "moving": "the support moves with {theta}, so the maximum need not be a zero of the score",
    "uniform-only": 'of such laws only "uniform(a, b)" is worked out',
    "point": "all draws are equal: the interval shrinks to a point, and there is no maximum",
    "not-found": "I found no maximum: Newton's method did not settle from any of {count} starts. "
    "There may be one all the same",
    "put-in": "With {known} put in, one equation is left. ",
    "tied": "The log-likelihood is as great at {places}: the estimate is not the only one.",
    "lower": "There are other local maxima, which are lower: {places}.",
    "lower-one": "{place} with ln L = {level}",
    "between": "The likelihood is the same for every {theta} from {low} to {high}: as many draws "
    "lie below as above. Each of these is an estimate{same}; the middle is the usual choice.",
}
HINTS = {
    "parameter": "estimated is {letters}; ask for it, or for a formula in it",
    "not-found": "fix one of the letters, or look at the data",
    "narrow": "give different numbers",
    "outside": "give more draws",
    "no-density": "a likelihood is a product of densities",
}
SAYS = {
    "one": "At {place} the second derivative is negative, so this is a maximum.",
    "edge": "Inside the domain the second derivative at {place} is negative. With the data below "
    "the estimate is at the edge, where it has no value.",
    "several": "At the estimate the Hessian is negative definite: {why}. This is a maximum.",
    "diagonal": "its entries on the diagonal are negative, and the others are 0",
    "minors": "its leading minors have the signs −, +",
    "unsure": "At a few draws the second derivative is negative; in general it is not decided.",
}
