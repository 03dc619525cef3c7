"""What a learner reads about evidence, its lower bound, and predictions over a training run."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "evidence": Words(
        "Evidence",
        "The probability of the observation x: each z counts with its prior.",
        r"p(x) = \sum_z p(z)\,p(x|z)",
        "In which ways can the observation come about?",
    ),
    "posterior": Words(
        "Posterior",
        "By Bayes' rule each term of the evidence, divided by the evidence {evidence}.",
        r"p(z|x) = \frac{p(z)\,p(x|z)}{p(x)}",
        "What does the observation say about z?",
    ),
    "fit": Words(
        "Fit",
        "How well z explains the observation: the mean of log p(x|z) under q.",
        r"\mathbb{E}_q[\log p(x|z)]",
    ),
    "price": Words(
        "Price",
        "How far q is from the prior: KL(q‖p(z)).",
        r"\mathrm{KL}(q \| p(z))",
        "Which divergence keeps q near the prior?",
    ),
    "elbo": Words(
        "Evidence lower bound",
        "ELBO = E_q[log p(x|z)] − KL(q‖p(z)): the fit less the price.",
        r"\mathrm{ELBO} = \mathbb{E}_q[\log p(x|z)] - \mathrm{KL}(q \| p(z))",
        "What is taken from the fit?",
    ),
    "gap": Words(
        "Why it is a lower bound",
        "log p(x) = ELBO + KL(q‖p(z|x)): here {evidence} = {bound} + {gap}. A divergence is never "
        "negative, so the bound is at most log p(x). {equal}",
        r"\log p(x) = \mathrm{ELBO} + \mathrm{KL}(q \| p(z|x))",
        "Which divergence is left between the bound and log p(x)?",
    ),
    "prediction": Words(
        "Each prediction",
        "The entropy says how unsure a prediction is, whatever is true.{loss} {base}",
        "",
        "Which of the two needs to know the true class?",
    ),
    "diagonal": Words(
        "Component by component",
        "The components are independent: the density is a product, its logarithm a sum, and the "
        "divergence the sum of those of the components.",
        r"\mathrm{KL} = \sum_i \log\frac{s_i}{\sigma_i}"
        r" + \frac{\sigma_i^2 + (\mu_i - m_i)^2}{2 s_i^2} - \frac12",
        "What does the logarithm make of a product of densities?",
    ),
}
EQUAL = {
    True: "It is equal, because q is the posterior.",
    False: "It would be equal for q = p(z|x), the posterior.",
}
LOSS = " The cross-entropy with class {k}, which is true, is −{log} of the probability given to it."
CHECKED = (
    "Checked: −d/ds ∑ q·(q/(p(z)p(x|z)))ˢ at s = 0, differentiated numerically, is {value}; "
    "the difference is {error}."
)
CHECKED_SUM = "the sum of the integrals of p log(p/q)"
FAILS = {
    "diagonal": "the covariance matrix is not diagonal",
    "lengths": "prior, likelihood and q are about {prior}, {likelihood} and {q} values of z",
    "likelihood": "a likelihood is a number and not negative, and {value} is not so",
    "letters": "the bound is worked out with numbers",
    "zero": "q gives {value} to a z that the prior excludes, so the bound is −∞",
    "unseen": "q gives {value} to a z that cannot make the observation, so the bound is −∞",
    "evidence": "no z of the prior can make the observation: its probability is 0",
    "none": "there are no predictions",
    "class": "there is no class {k}: the classes are 0 to {last}",
    "rows": "the predictions have different lengths",
    "deviation": "a standard deviation is positive, and {value} is not",
    "vectors": "the lists differ in length: {lengths}",
}
HINTS = {
    "diagonal": "this divergence is worked out for N(m, diag(v))",
    "lengths": "give each value of z a prior probability, a likelihood and a probability in q",
    "likelihood": "write the densities of the observation, as in (0.9, 0.2)",
    "letters": "put numbers in for letters",
    "zero": "let q be 0 there",
    "none": "write a list of probabilities for each: ((0.3, 0.7), (0.9, 0.1))",
    "class": "count the classes from 0",
    "rows": "each prediction gives every class a probability",
    "deviation": "give deviations, not logarithms of variances",
    "vectors": "give one mean and one deviation for each component",
}
