"""What is said of laws of probability: their densities, masses, means and scores."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "density": Words(
        "{what}",
        "{says}",
        hint="What is the density of this law?",
    ),
    "total-mass": Words(
        "Total {mass}",
        "{why}",
        hint="What do all probabilities come to together?",
    ),
    "mean": Words("Mean", "The mean of {x} is E[{x}].", hint="What is {x} on average?"),
    "second-moment": Words(
        "Mean of the square", "The variance needs E[{x}²] too.", hint="What is {x}² on average?"
    ),
    "variance": Words(
        "Variance",
        "Var[{x}] = E[{x}²] − E[{x}]².",
        r"\mathrm{Var}[X] = \mathbb{E}[X^2] - \mathbb{E}[X]^2",
        "How do E[{x}] and E[{x}²] make the variance?",
    ),
    "power-sum": Words(
        "Sum of powers", "{power}", hint="What is the sum of the first whole numbers?"
    ),
    "no-mean": Words("Mean", "{why}", hint="Does the integral for the mean converge?"),
    "no-variance": Words("Variance", "{why}", hint="Does the integral for E[{x}²] converge?"),
    "log-density": Words(
        "Logarithm",
        "A product becomes a sum, a power a factor.",
        hint="What is the logarithm of the {what}?",
    ),
    "first-derivative": Words(
        "Score in {theta}",
        "The score is the slope of ln f in {theta}; only the terms with {theta} count.",
        hint="How does ln f change with {theta}?",
    ),
    "fisher": Words(
        "Fisher information",
        "It is the mean of −∂²/∂{theta}² ln f: how sharply a draw tells {theta} on average. "
        "Here −∂²/∂{theta}² ln f = {second}.",
        r"I(\theta) = -\mathbb{E}\left[\frac{\partial^2}{\partial\theta^2} \ln f\right]",
        "How curved is ln f in {theta} on average?",
    ),
    "laws-compared": Words(
        "Laws", "Each with its density, mean and variance.", hint="Where is each centred?"
    ),
}
# Why the total mass is one, by law; {x}, the parameters by name.
MASS: dict[str, str] = {
    "normal": "With z = ({x} − {mu})/{sigma} the integral is 1/√(2π)·∫ e^(−z²/2) dz over the "
    "reals, and the Gaussian integral is √(2π).",
    "uniform": "A rectangle of width {b} − {a} and height 1/({b} − {a}).",
    "exponential": "An antiderivative is −e^(−{lambda}·{x}). From 0 to ∞ it grows from −1 to 0.",
    "beta": "∫ {x}^(a − 1)(1 − {x})^(b − 1) d{x} from 0 to 1 is the beta function "
    "B(a, b) = Γ(a)Γ(b)/Γ(a + b){here}. The factor in front is its "
    "reciprocal.",
    "gamma": "With u = b·{x} the integral of {x}^(a − 1) e^(−b·{x}) is Γ(a)/bᵃ{here}. "
    "The factor in front is its reciprocal.",
    "laplace": "Both sides of {mu} have the same mass, and ∫ e^(−u/b)/(2b) du from 0 to ∞ is 1/2.",
    "cauchy": "With u = ({x} − {mu})/{s} the integral is 1/π·∫ du/(1 + u²) over the reals, and the "
    "arctangent grows by π.",
    "bernoulli": "1 has the probability {p}, and 0 the rest.",
    "categorical": "The probabilities are given so that they sum to 1.",
    "binomial": "By the binomial theorem the sum is ({p} + (1 − {p}))ⁿ{here}.",
    "poisson": "∑ {lambda}^k/k! is the series of e^({lambda}), and the factor in front is its "
    "reciprocal.",
    "geometric": "A geometric series with the ratio q = 1 − p{here}: p/(1 − q) = 1.",
    "die": "{n} values with the probability {share} each.",
}
SAYS = {
    "continuous": "{law}: {x} runs from {low} to {high}. {parameters}",
    "discrete": "{law}: {x} is a whole number from {low} to {high}. {parameters}",
    "own": "The {what} is given: {x} runs from {low} to {high}.",
    "each": "The probabilities of {values} are {chances}.",
    "listed": "The probability of {value} is given: {chance}.",
    "outside": "{x} = {value} lies outside the support from {low} to {high}: the density is 0 "
    "there.",
    "not-a-value": "{value} is no whole number from {low} to {high}: its probability is 0.",
    "summed": "All values are added up.",
    "integrated": "The density is integrated over its support.",
}
SUMS = {
    1: "1 + 2 + … + {n} = {n}({n} + 1)/2.",
    2: "1² + 2² + … + {n}² = {n}({n} + 1)(2{n} + 1)/6.",
}
REMARKS = {
    "compared": "Each mean and variance is derived by `distribution`.",
    "bound": "The probabilities sum to 1, so they do not change alone, and there is no score in "
    "one of them.",
    "whole": "{theta} is a whole number, so there is no score in {theta}.",
    "support-moves": "The support depends on {theta}, so the Fisher information is not defined.",
    "kink": "ln f has a kink where {x} = {theta}, so its second derivative says nothing there.",
    "kink-centre": "ln f has a kink where {x} = {theta}. Elsewhere the score in {theta} is the "
    "sign of {x} − {theta}, divided by {scale}; its square has the mean 1/{scale}², the Fisher "
    "information of {theta}.",
    "not-alone": "The information matrix has the entry {value} for {one} and {other}, which is not "
    "0: where both are unknown, one over the information of one letter alone is not the "
    "Cramér–Rao bound.",
    "no-information": "I did not find the Fisher information of {theta}.",
    "cauchy": "The integral of |{x}| f diverges like that of 1/|{x}|: there is no mean, and no "
    "variance.",
    "diverges": "The integral for the mean diverges: there is no mean.",
    "second-diverges": "E[{x}²] is infinite while the mean is finite, so the variance is infinite.",
    "not-found": "I did not find the mean.",
    "peak": "The density is greatest at {x} = {at}: {value}.",
}
CONSTANT = {
    "solved": "The total mass is {mass}, and that of a density is 1: so {letter} = {value}.",
    "none": "the density integrates to {mass}, and that is not 1 for one value of one letter",
    "unknown": "I did not find the total mass, so I cannot say for which letters this is a density",
    "values": "give the letters values",
}
FAILS = {
    "no-number": "{letter} is to be one real number, and {value} is none",
    "not-admitted": "{law} needs {needs}, and here {place}",
    "pole": "the density of {law} grows without bound at {place}, and has no value there",
    "no-laws": "there are no laws to compare",
    "mass": "This is no density: its total mass is {mass}, not 1. Multiplied by {factor} it is one:"
    " {density}.",
    "infinite": "This is no density, and no constant makes it one: its integral diverges.",
    "letter": "It is a density for {letter} = {value}: the total mass is {mass}, and that has to be"
    " 1.",
    "unknown": "I did not find the total mass, so I cannot say whether this is a density.",
}
