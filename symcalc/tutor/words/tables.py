"""What a learner reads about hypotheses and joint tables."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "joint": Words(
        "Prior times likelihood",
        "Each hypothesis has its prior probability, and makes the observation with its "
        "likelihood.{times} Their product is the probability of both:",
        r"P(H, E) = P(E \mid H)\,P(H)",
        "How likely is it that a hypothesis holds and the observation is made?",
    ),
    "evidence": Words(
        "Evidence",
        "The observation is made under one hypothesis or another: the products are added up. This "
        "is the law of total probability.",
        r"P(E) = \sum_i P(E \mid H_i)\,P(H_i)",
        "In which ways can the observation come about? How likely are they together?",
    ),
    "posterior": Words(
        "Posterior",
        "Each product is divided by the evidence, so that the posterior probabilities sum to 1.",
        r"P(H \mid E) = \frac{P(E \mid H)\,P(H)}{P(E)}",
        "Which share of the evidence comes from the hypothesis?",
    ),
    "marginals": Words(
        "Marginals",
        "Each row adds up to the probability of a value of X, each column to that of a value of Y.",
        r"p(x) = \sum_y p(x, y)",
        "What do the rows add up to, and what the columns?",
    ),
    "marginal": Words(
        "The sums", "They are the probabilities of the values of {x}.", "", "Add the {lines} up."
    ),
    "conditional": Words(
        "Divide by the marginal",
        "Each {line} is divided by its sum: given that value of {given}, the probabilities of {x} "
        "sum to 1.",
        r"p(y \mid x) = \frac{p(x, y)}{p(x)}",
        "What must each {line} be divided by to sum to 1?",
    ),
    "independent": Words(
        "Product of the marginals",
        "X and Y are independent if each entry is the product of its row sum and its column sum. "
        "{verdict}",
        r"p(x, y) = p(x)\,p(y)",
        "Is each entry the product of its row sum and its column sum?",
    ),
    "mean-of": Words(
        "Mean of {x}",
        "Each value of {x} counts with its probability.",
        r"\mathbb{E}[X] = \sum_x x\,p(x)",
        "What is the mean of {x}?",
    ),
    "square-of": Words(
        "Variance of {x}",
        "Var({x}) = E[{x}²] − E[{x}]².",
        r"\mathrm{Var}(X) = \mathbb{E}[X^2] - \mathbb{E}[X]^2",
        "What is the mean of {x}²?",
    ),
    "mean-product": Words(
        "Mean of the product",
        "Each entry of the table counts with the product of its values.",
        r"\mathbb{E}[XY] = \sum_{x,y} x\,y\,p(x, y)",
        "What is the mean of X·Y?",
    ),
    "entries": Words(
        "Entries of the table",
        "The entries at which {event} holds, added.",
        hint="Which entries of the table are meant?",
    ),
    "share": Words(
        "Conditional probability",
        "Of the cases in which {given} holds, the share in which {event} holds too.",
        r"P(A \mid B) = \frac{P(A, B)}{P(B)}",
        "Which part of the condition is the event?",
    ),
    "covariance": Words(
        "Covariance",
        "The mean of the product, less the product of the means.{zero}",
        r"\mathrm{Cov}(X, Y) = \mathbb{E}[XY] - \mathbb{E}[X]\,\mathbb{E}[Y]",
        "How does the mean of the product differ from the product of the means?",
    ),
    "correlation": Words(
        "Correlation",
        "The covariance is divided by both standard deviations, so the result lies between −1 "
        "and 1.",
        r"\rho = \frac{\mathrm{Cov}(X, Y)}{\sigma_X\,\sigma_Y}",
        "By what is a covariance divided to have no unit?",
    ),
    "table-entropy": Words(
        "Entropy {name}",
        "−p {log} p is added up over {of}; p = 0 adds nothing.",
        r"H = -\sum p \log p",
        "What is the entropy of {of}?",
    ),
    "chain-rule": Words(
        "Chain rule",
        "H(X, Y) = H({given}) + H({x}|{given}): what {x} still tells once {given} is known is the "
        "rest.",
        r"H(Y \mid X) = H(X, Y) - H(X)",
        "How do the joint entropy and the entropy of {given} give it?",
    ),
    "mutual-information": Words(
        "Mutual information",
        "I(X; Y) = H(X) + H(Y) − H(X, Y): by how much knowing one of them lowers the entropy of "
        "the other, which is also called information gain.{zero}",
        r"I(X; Y) = H(X) + H(Y) - H(X, Y)",
        "How do the three entropies give it?",
    ),
}
TIMES = " It is made {n} times independently, so the likelihood is raised to the power {n}."
VERDICT = {
    True: "It is so for every entry.",
    False: "It is not so here: {entry} stands where the product is {product}.",
}
ZERO = {
    "covariance": " It is 0 here, so they are uncorrelated{but}.",
    "but": ", although they are not independent",
    "mutual-information": " It is 0 here: they are independent.",
}
ENDS = {True: "X and Y are independent.", False: "X and Y are not independent."}
COUNTS = "The entries are counts; each is divided by their sum {total}."
VALUES = "X has the values {x} (rows), Y the values {y} (columns)."
CHECKED = {
    "odds": "Checked by odds: for each pair of hypotheses the posterior odds are the prior odds "
    "times the likelihood ratio; the largest difference is {error}.",
    "centred": "Checked by the mean of the product of the deviations from the means; the largest "
    "difference is {error}.",
    "kl": "Checked as the divergence of the table from the product of its marginals; the largest "
    "difference is {error}.",
    "rows": "Checked: {what}; the largest difference is {error}.",
    "mean-entropy": "Checked as a mean of the entropies of the conditional laws; the largest "
    "difference is {error}.",
    "numeric": "Checked by a sum in another order; the largest difference is {error}.",
}
ROWS = {
    "entries": "1 less the entries at which it does not hold is the same",
    "conditional": "each conditional law times its marginal gives the table again",
    "marginals": "both marginals sum to 1",
    "independent": "the rank of the table, which is 1 for independent variables, tells the same",
}
FAILS = {
    "never": "{event} has probability 0 in this table",
    "event": "{event} is no condition on X and Y",
    "chance": "{value} is no probability: it is {where}",
    "number": "{value} is no probability",
    "lengths": "there are {n} priors and {m} likelihoods",
    "one": "a single hypothesis leaves nothing to learn",
    "rates": "it is not said how likely the observation is under each hypothesis",
    "impossible": "the observation is impossible under every hypothesis with a prior above 0",
    "times": "{n} is no number of observations",
    "what": "{what} of a joint table is not known",
    "table": "a joint table has at least two rows and two columns",
    "negative": "a probability is not negative, and {p} is",
    "letters": "a joint table has numbers, and {p} is none",
    "sum": "the entries sum to {total}, not to 1",
    "values": "{name} has {count} values, and the table has {size} {lines}",
    "constant": "{x} is always the same, so there is no correlation",
    "empty": "the {line} of {given} = {value} has probability 0, so nothing can be given it",
    "large": "a table has at most {most} entries",
}
HINTS = {
    "event": "write P(X = 1, Y = 0) or P(X = 1 | Y = 0)",
    "chance": "write 0.01 or 1%",
    "lengths": "give each hypothesis both",
    "impossible": "check the likelihoods",
    "rates": "give likelihoods, or sensitivity and false_positive",
    "times": "write a whole number from 1 to 1000",
    "what": "ask for one of: {known}",
    "table": "write [[0.4, 0.1], [0.2, 0.3]]",
    "sum": "divide each by {total}",
    "values": "name as many",
}
