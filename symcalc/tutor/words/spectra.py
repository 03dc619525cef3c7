"""What a learner reads about the spectra of random weights."""

from __future__ import annotations

from symcalc.tutor.words import Words

FAILS = {
    "factor": "{start} is no start of the weights",
    "size": "{n} is no size from {least} to {most}",
    "count": "{count} sizes are too many to be measured",
    "seed": "{value} is no seed, a whole number from 0",
}
HINTS = {
    "factor": 'say "xavier", "he", or the number c of the variance c/n',
    "size": "leave n out for what holds as n grows",
    "seed": "say seed=42",
}
WORDS: dict[str, Words] = {
    "weight-variance": Words(
        "Variance of a weight",
        "{who}Each of the n inputs of a neuron adds its weight's variance, so that the sum of n "
        "terms with inputs of size 1 has the variance c = {c}, whatever n is.",
        r"\operatorname{Var}(w) = \frac{c}{n}",
        "Which variance has a sum of n independent terms?",
    ),
    "circular-law": Words(
        "Eigenvalues",
        "The circular law: as n grows, the eigenvalues of an n × n matrix of independent entries "
        "with mean 0 and variance c/n fill the disc of radius √c evenly. Nearly all of them are "
        "complex, in conjugate pairs. This is a theorem, and not derived here.",
        r"\rho(W) \to \sqrt{c}",
        "How does the radius of the cloud change when every entry is multiplied by √c?",
    ),
    "largest-singular-value": Words(
        "Singular values",
        "The quarter-circle law: they fill the interval from 0 to 2√c. W may stretch a vector by "
        "twice the spectral radius, as W is not symmetric. This is a theorem, too.",
        r"\sigma_1(W) \to 2\sqrt{c}",
        "Is the largest singular value of a matrix that is not symmetric its spectral radius?",
    ),
    "scale-cancels": Words(
        "Condition number",
        "W is √(c/n)·G, where the entries of G have variance 1. The factor stands in σ_1 and in "
        "σ_n, and cancels: the start does not change the condition number. It grows like n, since "
        "σ_n falls like 1/n while σ_1 stays, and it varies much from draw to draw.",
        r"\kappa(W) = \frac{\sigma_1}{\sigma_n} = \kappa(G)",
        "What becomes of σ_1/σ_n when the matrix is multiplied by a number?",
    ),
    "measured-spectra": Words(
        "Measured",
        "{draws}, by NumPy, RandomState({seed}). For n = {n}:",
        "",
        "How near are the largest |λ| and σ_1 to their limits?",
    ),
}
WHO = {
    "1": "This is Xavier's start with as many inputs as outputs. ",
    "2": "This is He's start: twice Xavier's variance, since ReLU lets half of it through. ",
}
DRAWS = {"one": "One draw of W", "more": "One draw of W for each n"}
HEADS = {
    "n": "n",
    "radius": "largest |λ|",
    "real": "real λ",
    "norm": "σ_1",
    "least": "σ_n",
    "condition": "κ = σ_1/σ_n",
    "plain": "κ of G",
}
ENDING = (
    "As n grows: spectral radius {radius}, largest singular value {norm}. The scale does not "
    "change the condition number; it grows like n."
)
CHECKED = (
    "Checked: the eigenvalues add up to the trace, the squares of the singular values to the "
    "squares of the entries, and κ is that of G: largest relative difference {error}."
)
CHECKED_LIMIT = (
    "Checked on a draw of n = {n}: the largest |λ| is {radius} and σ_1 is {norm}, within 20 % of "
    "the limits."
)
