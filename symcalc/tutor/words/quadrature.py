"""What a learner reads about numerical integration."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "panels": Words(
        "Panels",
        "The interval from {a} to {b} is cut into n = {n} panels of equal width h. {values}",
        "",
        "How wide is each panel, and where do the panels begin and end?",
    ),
    "left": Words(
        "Left Riemann sum",
        "On each panel a rectangle as high as {f} at its left end takes the place of the curve.",
        r"L_n = h \sum_{k=0}^{n-1} f(x_k)",
        "How high is {f} at the left end of each panel?",
    ),
    "right": Words(
        "Right Riemann sum",
        "On each panel a rectangle as high as {f} at its right end takes the place of the curve.",
        r"R_n = h \sum_{k=1}^{n} f(x_k)",
        "How high is {f} at the right end of each panel?",
    ),
    "midpoint": Words(
        "Midpoint rule",
        "On each panel a rectangle as high as {f} in its middle takes the place of the curve.",
        r"M_n = h \sum_{k=1}^{n} f(m_k)",
        "How high is {f} in the middle of each panel?",
    ),
    "trapezoid": Words(
        "Trapezoid rule",
        "On each panel the chord takes the place of the curve. A value between two panels counts "
        "twice, the two at the ends once.",
        r"T_n = \frac{h}{2}\left(f(x_0) + 2 f(x_1) + \dots + 2 f(x_{n-1}) + f(x_n)\right)",
        "Join neighbouring points of the curve. What is the area of each trapezoid?",
    ),
    "simpson": Words(
        "Simpson's rule",
        "On each pair of panels a parabola through three points takes the place of the curve. The "
        "weights are 1, 4, 2, 4, …, 4, 1.",
        r"S_n = \frac{h}{3}\left(f(x_0) + 4 f(x_1) + 2 f(x_2) + 4 f(x_3) + \dots"
        r" + 4 f(x_{n-1}) + f(x_n)\right)",
        "Which weight belongs to which value?",
    ),
    "sum": Words(
        "The sum", "With every digit that a double has.", "", "Add up, and multiply by the factor."
    ),
    "next-order": Words(
        "{ordinal} derivative",
        "By {rules}.",
        "",
        "The bound of the error needs a derivative. Which one?",
    ),
    "error-bound": Words(
        "Error bound",
        "{how} So |E| ≤ (b − a)·{power}·M/{divisor} = {width}·{h}·{m}/{divisor}, rounded up.",
        "",
        "How large can {d} become between {a} and {b}?",
    ),
    "exactly": Words(
        "Error bound",
        "{d} is 0 everywhere, so the rule makes no error here: it gives the integral itself.",
        "",
        "What is {d} here, and what does that say of the error?",
    ),
    "no-bound": Words(
        "No error bound",
        "The usual bound needs {d} to be bounded on the whole interval. {why}",
        "",
        "Is {f} smooth on the whole interval?",
    ),
    "reference": Words(
        "Reference",
        "{told}",
        "",
        "With what can the result be compared?",
    ),
    "observed-error": Words(
        "Observed error",
        "{told}",
        "",
        "How far is the sum from the reference?",
    ),
    "convergence": Words(
        "Convergence",
        "{told}",
        "",
        "Double n, and compare the errors.",
    ),
    "equal-limits": Words(
        "Nothing between the limits",
        "Both limits are {a}: there is nothing to cut into panels, and the integral is 0.",
        "",
        "How wide is the interval?",
    ),
    "points": Words(
        "Random points",
        "{n} points between {a} and {b} are drawn, each place as likely as any other, by NumPy's "
        "generator with seed {seed}: the same seed gives the same points. {shown}",
        "",
        "Where are the values of {f} taken?",
    ),
    "monte-carlo": Words(
        "Mean height",
        "The width of the interval times the mean of the values.",
        r"\int_a^b f(x)\,dx \approx \frac{b - a}{n} \sum_{k=1}^{n} f(x_k)",
        "How high is {f} on the average, and how wide is the interval?",
    ),
    "standard-error": Words(
        "Standard error",
        "The values scatter about their mean with standard deviation s = {s}. The estimate scatters"
        " by |b − a|·s/√n, its standard error.",
        r"\mathrm{SE} = |b - a|\,\frac{s}{\sqrt{n}}",
        "How much does the mean of n values scatter, if one value scatters by s?",
    ),
    "interval": Words(
        "95 % interval",
        "The estimate, less and more {t} standard errors (Student's t with {degrees}). An interval "
        "made like this holds the integral 95 times in 100. {covers}",
        "",
        "How many standard errors to each side hold 95 % of the estimates?",
    ),
}
# How the largest size of the derivative was found.
HOW = {
    "constant": "{d} is constant: its size is M = {m} everywhere.",
    "monotonic": "{d} does not turn between {a} and {b}: its own derivative is not 0 there (proved "
    "by interval arithmetic). So its size is largest at {x} = {best}: M = {m}.",
    "balls": "{d} is at most M = {m} in size between {a} and {b}: interval arithmetic "
    "(python-flint) encloses every value, on {pieces}.",
}
WHY = {
    "kink": "{f} may have a kink or a jump there.",
    "hole": "{f} has no value at {x} = {place}.",
    "unbounded": "Interval arithmetic finds no bound: {d} may grow without bound, or have no value "
    "somewhere there.",
    "large": "It is too long to be written out.",
    "rule": "{f} has a part that is not differentiated here.",
}
VALUES = {
    "all": "",
    "some": "The table shows the first and the last of {count} values.",
}
REFERENCE = {
    "proved": "The integral is {value}, proved to within {radius} by python-flint's integration "
    "over complex balls.",
    "estimated": "Balls prove nothing about this integrand here. {how} gives {value}, and owns to "
    "an error of at most {radius}.",
    "none": "No method gives a value that could be trusted, so the error stays unknown.",
}
METHODS = {
    "balls": "balls (python-flint)",
    "scipy": "quad (SciPy)",
    "mpmath": "tanh-sinh (mpmath)",
}
OWN = "own estimate {radius}"
CERTIFIED = "certified, {radius}"
ERROR = {
    "below": "That is within the bound, {bound}.",
    "alone": "",
    "rounding": "What is left is rounding: a double has 16 digits.",
    "covered": "That is {times} standard errors.",
}
CONVERGENCE = {
    "falls": "Each doubling of n divides the error by about {factor}: the observed order is "
    "{observed}, as it has to be for this rule.",
    "unusual": "Each doubling of n divides the error by about {factor}: the observed order is "
    "{observed}, where this rule has {usual} for smooth integrands.",
    "ends": "Each doubling of n divides the error by about {factor}: the observed order is "
    "{observed}. {f} has the same value at both ends, so this sum is that of the trapezoid rule.",
    "exact": "The sums differ from the integral by rounding only.",
    "rounding": "The error is down to rounding at once: doubling n gains no more digits.",
    "irregular": "The observed orders vary: the error does not fall steadily here.",
    "none": "Without a reference only the sums can be compared.",
    "monte-carlo": "The standard error falls like 1/√n: four times as many points halve it. The "
    "error itself is chance.",
}
POINTS = "The table shows the first of them."
COVERS = {"yes": "This one does.", "no": "This one is one of the other 5."}
ENDINGS = {
    "rule": "{called} with n = {n} gives {value}.",
    "error": "{called} with n = {n} gives {value}. Its error is {error}.",
    "monte-carlo": "{n} random points give {value} ± {half} (95 %).",
    "equal": "The integral is 0.",
}
REMARKS = {
    "reversed": "The limits run from {a} down to {b}, so h is negative: the integral has the "
    "opposite sign of the one from {b} to {a}.",
    "hole": "{f} has no value at {x} = {place}, which is no node of this rule.",
}
QUESTION = "{title} for {f} from {a} to {b}{by} with n = {n}{seed}"
FAILS = {
    "rule": "there is no rule {rule!r}",
    "no-limits": "it is not said from where to where",
    "infinite": "a rule needs finite limits: between {a} and {b} a panel would be infinitely wide",
    "limit": "the limit {limit} is not a number",
    "several": "a rule is shown for one integral at a time",
    "vector": "a rule is for one formula with one value",
    "letters": "{names} has no value, and a rule adds up numbers",
    "whole": "n counts panels: it is a whole number from 1 to {most}, not {n}",
    "odd": "Simpson's rule takes panels in pairs, so n is even; {n} is odd",
    "points": "n counts random points: it is a whole number from 2 to {most}, not {n}",
    "pole": "{f} grows without bound at {x} = {place}{spot}",
    "node": "{f} has no value at {x} = {place}, a node of this rule",
    "no-value": "{f} has no real value that a double can hold at {x} = {place}{spot}",
    "random": "a random point between {a} and {b} falls where {f} has no value",
}
HINTS = {
    "rule": "the rules are {rules}",
    "no-limits": 'say both: quadrature("{f}", "{x}", 0, 1), or --from 0 --to 1 in a shell',
    "infinite": "`integrate` works improper integrals out; or cut where the rest is small enough",
    "limit": "a limit is a number such as 0, 1/2 or pi",
    "several": "`integrate` works out integrals in several variables",
    "vector": "integrate its components one at a time",
    "letters": "put numbers in for all letters but the variable",
    "odd": "take n = {below} or n = {above}",
    "pole": "`integrate` tells whether such an integral converges",
    "node": "the midpoint rule and monte-carlo take no values at the ends; or choose another n",
    "no-value": "choose limits between which it has a value",
}
