"""What a learner reads about expectations, variances and their gradients."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "expectation-listed": Words(
        "Expectation",
        "Each value of {f} counts with its probability, and the products are added up.",
        r"\mathbb{E}[f(X)] = \sum_x f(x)\,p(x)",
        "Which values does {f} take, and how often?",
    ),
    "expectation": Words(
        "Expectation",
        "The mean of {f} is the integral of it times the density of {law}.",
        r"\mathbb{E}[f(X)] = \int f(x)\,p(x)\,dx",
        "What is integrated to give a mean?",
    ),
    "expectation-whole": Words(
        "Expectation",
        "The mean of {f} is the sum of it times the probability of each {x} under {law}.",
        r"\mathbb{E}[f(X)] = \sum_x f(x)\,p(x)",
        "What is added up to give a mean?",
    ),
    "series": Words(
        "Geometric series",
        "Each term is {ratio} times the one before it. That is not below 1, so the terms do not "
        "tend to 0 and the sum grows without bound.",
        "",
        "By what is a term multiplied to give the next?",
    ),
    "add-products": Words("Sum", "The products are added up.", "", "Add the products up."),
    "standardise": Words(
        "Change of variable",
        "Let {x} = {change}, where {z} has the law {base}. Multiplied out:",
        "",
        "Which law without letters is behind {law}?",
    ),
    "multiply-powers": Words(
        "Multiply out", "The mean of a sum is the sum of the means, so {f} is multiplied out."
    ),
    "moments": Words(
        "Means of the terms",
        "{why}",
        "",
        "The mean of a sum is the sum of the means. Which means are known?",
    ),
    "variance": Words(
        "Variance",
        "Var[{f}] = E[{square}] − E[{f}]²: the mean of the square, less the square of the mean.",
        r"\mathrm{Var}[X] = \mathbb{E}[X^2] - \mathbb{E}[X]^2",
        "Which two means does the variance need?",
    ),
    "sample": Words(
        "Sample",
        "{count} values are drawn from {law} with seed {seed}. The mean of {f} over them is the "
        "estimate.",
        r"\mathbb{E}[f(X)] \approx \frac{1}{n} \sum_{i=1}^{n} f(x_i)",
        "What stands for a mean when the law can only be drawn from?",
    ),
    "sample-alone": Words(
        "Sample",
        "{count} values are drawn from {law} with seed {seed}. The mean of {f} over them:",
        "",
        "Does the mean that the sample stands for exist?",
    ),
    "standard-error": Words(
        "Standard error",
        "The values have standard deviation {deviation}. Their mean has it divided by √{count}: "
        "{error}. It halves with four times as many values.",
        r"\mathrm{SE} = \frac{s}{\sqrt{n}}",
        "How does the spread of a mean fall with the number of values?",
    ),
    "interval": Words(
        "Interval",
        "In about 95 of 100 such samples the exact value lies within 1.96 standard errors of the "
        "estimate: between {low} and {high} here.",
    ),
    "exact-beside": Words("The exact value", "{value}{where}"),
}
WHERE = {
    True: "It lies in the interval, {errors} standard errors from the estimate.",
    False: "It lies outside the interval, {errors} standard errors from the estimate. Where means "
    "of samples have a normal law, {share} of them are at least as far off.",
}
NOT_THERE = {
    "sum": "The sum diverges: this expectation is infinite.",
    "undefined": "The integral diverges: this expectation does not exist.",
    "oo": "The integral diverges: this expectation is infinite.",
    "-oo": "The integral diverges: this expectation is −∞.",
}
NO_VARIANCE = (
    "A variance is measured from a finite mean, and {f} has none: its variance does not exist."
)
INFINITE_VARIANCE = (
    "The mean of {f} is {mean}, and the mean of its square is infinite: so the variance is "
    "infinite."
)
DEVIATION = "The standard deviation is {value}."
NO_CENTRE = (
    "There is no exact value for the estimates to settle at: the mean does not exist, and the "
    "estimate jumps about however many values are drawn."
)
NO_MEAN = (
    "There is no finite value for the estimates to settle at: they grow with the sample, by rare "
    "large values."
)
NO_ERROR = (
    "The variance is not finite, so there is no standard error: rare large values move the mean."
)
ESTIMATE = {
    0: "E[{f}] ≈ {mean} ± {error}",
    1: "The mean of {f} over this sample is {mean}, and how far off it is cannot be said.",
    2: "The mean of {f} over this sample is {mean}, and it estimates nothing.",
}
CONSTANT = "The mean of a constant is the constant."
LOGARITHMIC = (
    "The mean of a logarithm log u is the derivative by s, at s = 0, of the mean of uˢ, which is "
    "a quotient of values of Γ."
)
BY_INTEGRAL = "The means are integrals with respect to the density of {base}."
FAILS = {
    "mass": "the density integrates to {total}, not to 1",
    "mass-infinite": "the integral of the density diverges, so no constant makes it a density",
    "value": "{f} has no value at {x} = {at}",
    "none": "no way to this mean was found",
    "samples": "{count} samples are too few or too many",
    "seed": "{count} is not a seed",
    "draw": "no way to draw from {law} is known here",
    "letters": "to draw from {law}, its letters need values",
    "method": "{method} is not a way to an expectation",
    "degree": "{f} has a degree above {most}, and its terms are too many to be told",
    "half": "the other law has means and deviations",
}
HINTS = {
    "mass": "multiply it by {factor}",
    "value": "leave that value out, or change the formula",
    "none": "put numbers in for letters, or estimate it: method='monte-carlo'",
    "samples": "take from 2 to 10 000 000",
    "seed": "it is a whole number from 0 to 10 000 000",
    "draw": "draw from a named law such as normal(0, 1), or from a table {1: 0.5, 2: 0.5}",
    "letters": "write normal(0, 1) for normal(mu, sigma)",
    "degree": "take a smaller power, or estimate it: method='monte-carlo'",
    "half": "give both, or none for means 0 and deviations 1",
    "method": "it is exact or monte-carlo",
}
CHECKED = (
    "Checked: d/ds ∑ p·e^(s·f) at s = 0, differentiated numerically, is {value}; "
    "the difference is {error}."
)
SUMMED = "Checked: the sum, taken numerically, is {value}; the difference is {error}."
CHECKED_SPREAD = (
    "Checked: the mean of (f − E[f])², by numeric differentiation of ∑ p·e^(s·(f − E[f])²) at "
    "s = 0, is {value}; the difference is {error}."
)
