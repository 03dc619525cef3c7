"""What a learner reads about probabilities of events and quantiles."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "standardise": Words(
        "Standardise",
        "Z = ({x} − {mean})/{deviation} has the law normal(0, 1): the mean is subtracted, and the "
        "difference is counted in standard deviations. {bound} becomes:",
        r"Z = \frac{X - \mu}{\sigma}",
        "How many standard deviations is the bound from the mean?",
    ),
    "by-phi": Words(
        "Φ",
        "Φ(z) is the probability that a standard normal variable is at most z. {why}",
        r"\Phi(z) = P(Z \le z)",
        "Which part of the area under the bell curve is meant, and what does Φ tell of it?",
    ),
    "value": Words("Value", "In decimals:", "", "Look Φ up in a table, or let a program tell it."),
    "area": Words(
        "Area under the density",
        "{x} has a density, so the probability that {event} is its integral over {range}.",
        r"P(a < X < b) = \int_a^b f(x)\,dx",
        "Over which interval is the density integrated?",
    ),
    "outside": Words(
        "Outside of the support",
        "{x} takes values from {low} to {high} only. {why}",
        "",
        "Which values can {x} take?",
    ),
    "single-point": Words(
        "A single value",
        "{x} has a density. The integral over a single value is 0, whatever the density is there.",
        r"P(X = a) = \int_a^a f(x)\,dx = 0",
        "What is the area above a single point?",
    ),
    "mass": Words(
        "Probability of one value",
        "The {title} gives each value k the probability below. {meaning}",
        "",
        "What is the probability of a single value?",
    ),
    "put-value": Words("Put the value in", "Here k = {k}.", "", "Put the value in."),
    "add-values": Words(
        "Add the values",
        "{event} holds for {values}. Their probabilities are added up.",
        r"P(X \in A) = \sum_{k \in A} P(X = k)",
        "For which values does {event} hold?",
    ),
    "add-areas": Words("Add the parts", "The parts have nothing in common, so they are added."),
    "complement": Words(
        "Complement",
        "{event} fails only for {values}. It is shorter to add those up and to subtract from 1.",
        r"P(A) = 1 - P(\text{not } A)",
        "For which values does {event} not hold? Is that the shorter list?",
    ),
    "subtract": Words("Subtract from 1", "What is left is the probability of {event}."),
    "geometric-tail": Words(
        "Only failures",
        "{x} counts the trials up to the first success. It is more than {k} if the first {k} "
        "trials fail, each with probability {q}.",
        r"P(X > k) = (1 - p)^k",
        "What must have happened in the first {k} trials?",
    ),
    "conditional": Words(
        "Conditional probability",
        "Given {condition}, only such outcomes count: the probability of both, divided by the "
        "probability of the condition. Both together is {both}.",
        r"P(A \mid B) = \frac{P(A \cap B)}{P(B)}",
        "Which outcomes are left once the condition is known?",
    ),
    "both": Words("Both", "The probability that {event}.", "", "When do both hold?"),
    "condition": Words("The condition", "The probability that {event}.", "", "How likely is it?"),
    "divide": Words("Divide", "The first over the second.", "", "Divide the one by the other."),
    "nothing": Words(
        "Nothing in common",
        "{event} and {condition} cannot both hold, so the conditional probability is 0.",
        "",
        "Can both hold?",
    ),
    "quantile": Words(
        "What is asked",
        "The quantile at {level} is the value q with P({x} ≤ q) = {level}.{median}",
        r"P(X \le q) = \alpha",
        "Which equation does the quantile solve?",
    ),
    "quantile-normal": Words(
        "Unstandardise",
        "For a standard normal variable Φ(z) = {level} at z = {z}{why}. The quantile lies z "
        "standard deviations from the mean.",
        r"q = \mu + z\,\sigma",
        "How many standard deviations from the mean is it?",
    ),
    "distribution-function": Words(
        "Distribution function",
        "P({x} ≤ q) is the integral of the density from {low} to q:",
        r"F(q) = \int_{-\infty}^{q} f(x)\,dx",
        "What is the probability of a value up to q?",
    ),
    "solve-quantile": Words(
        "Solve for q", "{how}", "", "Set the distribution function equal to {level}."
    ),
    "cumulate": Words(
        "Cumulate",
        "{x} takes separate values. The quantile is the first at which the probabilities, added "
        "up from the smallest value, reach {level}.",
        r"q = \min\{k : P(X \le k) \ge \alpha\}",
        "Add the probabilities up from the smallest value. Where do they reach {level}?",
    ),
}
PHI = {
    "below": "The probability is Φ at the bound.",
    "above": "What lies above the bound is what Φ leaves of 1.",
    "between": "What lies between is Φ at the upper bound less Φ at the lower one.",
    "several": "The parts are added: below a bound Φ, above it 1 − Φ.",
    "symmetric": "By symmetry Φ(−z) = 1 − Φ(z), so both bounds need one value of Φ.",
}
OUTSIDE = {0: "So {event} is impossible.", 1: "So {event} is certain."}
CHECKED = {
    "area": "Checked: the density, integrated numerically over it, gives {value}; the relative "
    "difference is {error}.",
    "cdf": "Checked by the incomplete {function} function: {value}; the relative "
    "difference is {error}.",
    "total": "Checked: with the probabilities of all other values the sum is 1, up to {error}.",
    "simulated": "Checked: {value}",
    "level": "Checked: the density, integrated numerically up to it, gives {value}; the "
    "relative difference is {error}.",
    "divided": "The first over the second is {value}; the relative difference is {error}.",
    "reached": "Checked: the probabilities, added up again, first reach it there.",
}
MEDIAN = " The median is the quantile at 1/2."
LAPLACE = {
    True: "Below the centre {centre} the distribution function is e^((q − {centre})/{scale})/2. "
    "It is set equal to the level:",
    False: "Above the centre {centre} the distribution function is "
    "1 − e^(−(q − {centre})/{scale})/2. It is set equal to the level:",
}
FAILS = {
    "event": "{event} is no event that can be read",
    "about": "the law is that of {x}, and {event} is about something else",
    "letter": "an event is about one variable, and in {event} it is not clear which",
    "solve": "it was not found for which {x} {event} holds",
    "letters": "with letters in it, an event is one comparison, and {event} is more",
    "values-letter": "for how many values {event} holds depends on a letter",
    "many": "{count} values would have to be added up, and at most {most} are",
    "condition": "the condition {condition} has probability 0, so nothing can be given it",
    "tosses": "{n} is no number of tosses",
    "chance": "it is not said how likely a success is",
    "level": "{level} is no level between 0 and 1",
    "law": "the probability of an event under {law} was not found",
    "law-letters": "the quantile of {law} was not found with letters in it",
    "values": "it is not said which values the outcomes have",
}
HINTS = {
    "event": "write X > 130, 90 < X < 110, |X − 3| ≥ 2, X = 3, or X > 5 | X > 3",
    "about": "write {x} for what is drawn",
    "letter": "write P(X > 2)",
    "letters": "put numbers in for the letters",
    "many": "take bounds that are closer to each other",
    "condition": "take a condition that can hold",
    "tosses": "write: at least 3 heads in 5 tosses",
    "chance": "write: at least 3 successes in 10 trials with p = 0.3",
    "level": "write 0.95, or 95%",
    "law": "put numbers in for the letters",
    "values": "write a table of values and probabilities, as in {0: 0.7, 1: 0.3}",
}
