"""What a learner reads about entropy, cross-entropy and the divergence of two laws."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "entropy": Words(
        "Entropy",
        "Each outcome tells −{log} of its probability, and the entropy is the mean of that. "
        "{base}{zero}",
        r"H(p) = -\sum_i p_i \log p_i",
        "What does each outcome tell, and how often does it come?",
    ),
    "cross-entropy": Words(
        "Cross-entropy",
        "Outcomes come with the probabilities p, and each costs −{log} of what q says. "
        "{base}{zero}",
        r"H(p, q) = -\sum_i p_i \log q_i",
        "Which law do outcomes come from, and which one stands inside the logarithm?",
    ),
    "kl": Words(
        "Kullback–Leibler divergence",
        "The mean under p of {log} p/q: what it costs to take q for p. {base}{zero}",
        r"\mathrm{KL}(p \| q) = \sum_i p_i \log \frac{p_i}{q_i}",
        "Under which of the two laws is the mean taken?",
    ),
    "add-terms": Words("Sum", "The last column is added up.", "", "Add the terms up."),
    "one-hot": Words(
        "One-hot", "Only outcome {k} ever comes under p, so one term is left: −{log} {q}."
    ),
    "infinite": Words(
        "An impossible outcome",
        "Outcome {k} comes with probability {p}, and q says that it never does. "
        "−{log} q grows without bound as q → 0, so the sum is infinite.",
        "",
        "Is there an outcome that q says never comes?",
    ),
    "split": Words(
        "Entropy and divergence",
        "H(p, q) = H(p) + KL(p‖q): what p itself tells, and what is lost by taking q for it.",
        r"H(p, q) = H(p) + \mathrm{KL}(p \| q)",
        "Which part of the cross-entropy does not depend on q?",
    ),
    "largest": Words(
        "How large it can be",
        "With {n} outcomes the entropy lies between 0, for an outcome that is certain, and "
        "{log} {n} ≈ {most}, for equal probabilities.{share}",
    ),
    "jensen": Words(
        "Why it is not negative",
        "The logarithm is concave, so by Jensen's inequality −KL(p‖q) = ∑ p {log}(q/p) is at most "
        "{log} ∑ q = {log} {mass} {sign} 0, the sum over the outcomes that p allows. {equal}",
        "",
        "Which inequality compares the mean of a logarithm with the logarithm of the mean?",
    ),
    "log-density": Words(
        "Logarithm",
        "{what} is taken apart: the logarithm of a product is a sum.",
        "",
        "What is the logarithm of a product?",
    ),
    "closed-form": Words(
        "Closed form", "The logarithms are put together, and the squares over one denominator."
    ),
    "in-unit": Words("Unit", "In {unit}: divided by log {base}."),
    "no-room": Words(
        "No room",
        "{q} allows only values from {low} to {high}, and {p} has others. There the density of q "
        "is 0, and its logarithm is −∞.",
        "",
        "Is there a value that q says never comes?",
    ),
    "component": Words(
        "Component by component",
        "The components are independent, so the density is a product, its logarithm a sum, and "
        "the divergence the sum of those of the components.",
        r"\mathrm{KL} = \sum_i \log\frac{s_i}{\sigma_i}"
        r" + \frac{\sigma_i^2 + (\mu_i - m_i)^2}{2 s_i^2} - \frac12",
        "What does the logarithm make of a product of densities?",
    ),
    "other-way": Words(
        "The other way round",
        "KL(q‖p) = {other}, where KL(p‖q) = {value}. {verdict}",
    ),
}
LAWS = {
    "entropy": r"-\sum_{i=1}^{n} p_i \log p_i",
    "cross-entropy": r"-\sum_{i=1}^{n} p_i \log q_i",
    "kl": r"\sum_{i=1}^{n} p_i \log(p_i/q_i)",
}
EQUAL = {
    True: "It is 0 here, because p = q.",
    False: "It is 0 only where p = q, which is not so here.",
}
VERDICT = {
    True: "The two are the same here, and differ in general.",
    False: "The divergence is not symmetric.",
}
BASE = {
    "e": "The logarithm is the natural one, so the unit is nats.",
    "2": "The logarithm is to base 2, so the unit is bits.",
    "10": "The logarithm is to base 10, so the unit is hartleys.",
}
UNITS = {"e": "nats", "2": "bits", "10": "hartleys"}
ZERO = " An outcome with p = 0 adds nothing: 0 · {log} 0 = 0, the limit of p {log} p."
SHARE = " Here it is {percent} % of that."
NATS = "In bits: {bits}. One nat is 1/log 2 = 1.4427 bits."
NEARLY = "For probabilities with letters, each of them is taken to be positive."
LOG_OF = {
    "entropy": "−log of the density",
    "cross-entropy": "−log of the density of q",
    "kl": "The logarithm of p, less that of q,",
}
NEGATIVE = "The entropy of a density is below 0 where the density is narrow enough."
NO_ROOM = "A divergence is finite only where q is positive wherever p is."
FAILS = {
    "none": "no closed form of {what} is known here",
    "room": "whether q is positive wherever p is depends on letters",
    "drawn": "a picture needs numbers for the letters",
    "base": "{base} is not a base that is known here",
    "lengths": "p has {p} probabilities and q has {q}",
    "outcomes": "p and q are about different outcomes",
    "kinds": "one of the two is a law on numbers and the other a list",
}
HINTS = {
    "none": "take other laws or other parameters; numbers in place of letters may help",
    "room": "put numbers in for the ends",
    "drawn": "of one letter in two probabilities, (p, 1 - p), the curve is drawn",
    "base": 'the base is "e" for nats, 2 for bits, or 10 for hartleys',
    "lengths": "both give each outcome a probability, 0 where it never comes",
    "kinds": "give two lists, or two laws such as normal(0, 1)",
}
CHECKED = (
    "Checked: −d/ds {sum} at s = 0, differentiated numerically, is {value}; "
    "the difference is {error}."
)
SUMS = {"entropy": "∑ p·pˢ", "cross-entropy": "∑ p·qˢ", "kl": "∑ p·(q/p)ˢ"}
FROM_TO = (
    "The divergence from {q} to {p} is read as KL({p}‖{q}): outcomes come from the second, and "
    "the first is what they are compared with."
)
