"""What a learner reads about Taylor polynomials."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "first-order": Words(
        "{ordinal} derivative", "By {rules}.", "", "Differentiate {f} with respect to {x}."
    ),
    "order": Words(
        "{ordinal} derivative",
        "Differentiate the result once more.",
        "",
        "Differentiate once more, and keep every result.",
    ),
    "next-order": Words(
        "{ordinal} derivative",
        "Once more, by {rules}.",
        "",
        "Go on differentiating until the degree is reached.",
    ),
    "regroup": Words("Common factors", "What has a factor in common is taken together."),
    "coefficients": Words(
        "Coefficients",
        "The coefficient of {power} is the k-th derivative at {place}, divided by k!.",
        r"P_n(x) = \sum_{k=0}^{n} \frac{f^{(k)}(a)}{k!}\,(x-a)^{k}",
        "Put {place} into every derivative. What is each of them divided by?",
    ),
    "multi-index": Words(
        "Coefficients",
        "Each partial derivative at {place} is divided by k! for every variable by which it was "
        "taken k times.",
        r"P_n(x) = \sum_{|\alpha| \le n} \frac{\partial^{\alpha} f(a)}{\alpha!}\,(x-a)^{\alpha}",
        "Put {place} into every partial derivative. What is each of them divided by?",
    ),
    "polynomial": Words(
        "Taylor polynomial", "The coefficients are worked out. {named}", "", "Work the numbers out."
    ),
    "remainder": Words(
        "Remainder (Lagrange)",
        "{f} = {p} + {r}, with some ξ between {a} and {x}. {where}",
        r"R_n(x) = \frac{f^{(n+1)}(\xi)}{(n+1)!}\,(x-a)^{n+1}",
        "The next derivative, at some place between {a} and {x}, tells how far off it is.",
    ),
    "no-remainder": Words(
        "Remainder (Lagrange)", "The next derivative is 0, so nothing is left over: {f} = {p}."
    ),
    "remainder-far": Words(
        "Remainder (Lagrange)",
        "{f} = {p} + {r}, where {r} is {top}, taken at some ξ between {a} and {x}, "
        "over {factorial}, times {power}.",
    ),
    "remainder-several": Words(
        "Remainder",
        "The remainder {r} is made of the partial derivatives of order {next}, each over its "
        "factorials and times its powers, at some point of the segment from {place} to "
        "{variables}.",
    ),
    "reach": Words("Reach", "This holds as long as {conditions} all the way from {a}."),
    "monotonic": Words(
        "Bound on {interval}",
        "The {ordinal} derivative does not turn {where}: its own derivative is not 0 "
        "there (proved by interval arithmetic). So its size is largest at {x} = {best}: M = {m}. "
        "As {distance} is at most r = {reach}, the remainder is at most M·{power}/{factorial}.",
        r"|R_n(x)| \le \frac{M\,r^{n+1}}{(n+1)!}",
        "How large can the next derivative be on {interval}?",
    ),
    "constant-bound": Words(
        "Bound on {interval}",
        "The {ordinal} derivative is constant: M = {m}. As {distance} is at most r = {reach}, the "
        "remainder is at most M·{power}/{factorial}.",
        r"|R_n(x)| \le \frac{M\,r^{n+1}}{(n+1)!}",
        "How large is the next derivative on {interval}?",
    ),
    "bound": Words(
        "Bound on {interval}",
        "Interval arithmetic on {pieces} shows that the {ordinal} derivative is never larger than "
        "M = {m} in size {where}. As {distance} is at most r = {reach}, the remainder is at most "
        "M·{power}/{factorial}.",
        r"|R_n(x)| \le \frac{M\,r^{n+1}}{(n+1)!}",
        "How large can the next derivative be on {interval}?",
    ),
    "no-bound": Words(
        "Bound on {interval}",
        "No M is proved that the {ordinal} derivative does not exceed: {why}. With one, and "
        "with r = {reach}, this would hold:",
    ),
    "pole": Words(
        "No bound on {interval}",
        "{f} has no value at {x} = {hole}, and grows without bound beside it. The polynomial stays "
        "bounded, so no bound of the remainder exists on {interval}.",
        "",
        "Has {f} a value everywhere on {interval}?",
    ),
    "hole": Words(
        "No bound on {interval}",
        "{f} has no value at {x} = {hole}, so Lagrange's remainder does not reach beyond it, and "
        "gives no bound on {interval}.",
        "",
        "Has {f} a value all the way {where}?",
    ),
    "series": Words(
        "Known series",
        "The polynomial begins a known series{inner}. It converges to {f} for {where}.",
        "",
        "Which known series begins like this?",
    ),
    "mixed": Words(
        "Partial derivative by {d}",
        "By {rules}.",
        "",
        "Differentiate the partial derivatives again, by every variable.",
    ),
    "quadratic-form": Words(
        "Gradient and Hessian",
        "At {place} the gradient is g = {g} and the Hessian matrix H = {H}. With d = {d} the terms "
        "up to order two are f + g·d + ½ dᵀH d, where f is the value there.",
        r"f(a) + \nabla f(a)^{\top} d + \tfrac{1}{2}\,d^{\top} H(a)\,d",
        "Which partial derivatives make the gradient, and which the Hessian matrix?",
    ),
}

BOUNDED = "On {interval} the remainder is bounded: {bound}."
# What the polynomial of a small degree is called.
NAMED: tuple[str, ...] = (
    "This is the constant approximation.",
    "This is the linear approximation: its graph is the tangent line at {place}.",
    "This is the quadratic approximation; the linear one, the tangent line, is {linear}.",
    "The linear approximation, the tangent line, is {linear}; the quadratic one is {quadratic}.",
)
NAMED_SEVERAL: tuple[str, ...] = (
    "This is the constant approximation.",
    "This is the linear approximation: its graph is {plane} at {place}.",
    "This is the quadratic approximation; the linear one, {plane}, is {linear}.",
    "The linear approximation, {plane}, is {linear}; the quadratic one is {quadratic}.",
)

FAILS: dict[str, str] = {
    "no-value": "{f} has no value at {place}, so it has no Taylor polynomial there",
    "one-sided": "{f} has values on one side of {place} only, so it has no Taylor polynomial there",
    "jump": "{f} jumps at {place}, so it has no Taylor polynomial there",
    "kink": "{f} has no {ordinal} derivative at {place}: from the left it is {left}, "
    "from the right {right}",
    "may-kink": "{f} may have a kink at {place}, so it need not have a Taylor polynomial there",
    "too-many": "a Taylor polynomial of this degree has {count} coefficients; "
    "up to {most} are worked out",
    "no-derivative": "the {ordinal} derivative of {f}, {d}, has no value at {place}",
    "too-large": "the {ordinal} derivative of {f} is too long to read: it has {size} parts",
    "too-many-parts": "the derivatives of {f} up to the {ordinal} are too much to read",
}
HINTS: dict[str, str] = {
    "centre": "choose another centre, where the formula and its derivatives have values",
    "degree": "up to degree {lower} there is one at {place}",
    "fewer": "ask for a smaller degree, or for fewer variables",
    "smaller": "ask for a degree up to {lower}",
}
