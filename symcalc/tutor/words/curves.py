"""What a learner reads about tangents, parametric curves and inverse functions."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "point": Words(
        "The point",
        "At {place} the value is {value}; the tangent goes through this point.",
        "",
        "Through which point does the tangent go?",
    ),
    "on-curve": Words(
        "The point",
        "At {place} both sides are {value}: the point lies on it.",
        "",
        "Does the point lie on the curve?",
    ),
    "derivative": Words(
        "The derivative",
        "Its value at {place} is the slope.",
        "",
        "Differentiate {f}. What does the derivative say about the tangent?",
    ),
    "slope": Words(
        "The slope",
        "Put {place} into the derivative.",
        "",
        "Put {place} into the derivative.",
    ),
    "slope-by": Words(
        "The slope by {x}",
        "Put {place} into the partial derivative.",
        "",
        "Put {place} into the partial derivative by {x}.",
    ),
    "tangent-line": Words(
        "Tangent line",
        "Through the point, with the slope that was found.",
        "y = f(a) + f'(a)\\,(x - a)",
        "Which line goes through the point and has this slope?",
    ),
    "tangent-plane": Words(
        "Tangent plane",
        "Each partial derivative is the slope in one direction.",
        r"z = f(a, b) + f_x(a, b)(x - a) + f_y(a, b)(y - b)",
        "Which plane goes through the point and has these slopes?",
    ),
    "normal": Words(
        "Tangent from the gradient",
        "With F for the left side less the right side, the gradient of F at the point, {gradient}, "
        "is perpendicular to the tangent.",
        r"F_x(a, b)(x - a) + F_y(a, b)(y - b) = 0",
        "To what is the gradient perpendicular?",
    ),
    "solved": Words("Solved for {z}", "", "", "Solve for {z}."),
    "tidy": Words(
        "Tidy up",
        "Brackets are multiplied out, factors cancelled, like terms collected.",
        "",
        "Can it be written shorter?",
    ),
    "by-parameter": Words(
        "{name}",
        "",
        "",
        "How fast does it change with {t}?",
    ),
    "ratio": Words(
        "Quotient of the speeds",
        "{y} changes with {t}, and so does {x}; the slope is the quotient of the two.",
        r"\frac{dy}{dx} = \frac{dy/dt}{dx/dt}",
        "The slope compares two speeds. Which?",
    ),
    "second-ratio": Words(
        "Quotient of the speeds again",
        "The slope changes with {t}, and so does {x}; the second derivative is the quotient.",
        r"\frac{d^{2}y}{dx^{2}} = \frac{d}{dt}\left(\frac{dy}{dx}\right) \Big/ \frac{dx}{dt}",
        "How fast does the slope change with {t}, and how fast does {x}?",
    ),
    "preimage": Words(
        "Where f is {b}",
        "f takes the value {b} at {place}, so the inverse takes {b} back to {a}.",
        r"f(a) = b \iff f^{-1}(b) = a",
        "Where does f take the value {b}?",
    ),
    "inverse": Words(
        "Derivative of the inverse",
        "The graph of the inverse is mirrored: its slope is 1 divided by that of f at {place}.",
        r"\left(f^{-1}\right)'(b) = \frac{1}{f'(a)}",
        "How are the slopes of a graph and of its mirror image related?",
    ),
}

TANGENT = "The tangent is {line}."
PLANE = "The tangent plane is {line}."
VERTICAL = "As {goal} the slope grows without bound in size, so the tangent is vertical: {line}."
NO_SLOPE = "At {place} it has no value."
CUSP = "The graph has a cusp there: to the two sides the slopes have no bound, and different signs."
NONE_KINK = (
    "There is no tangent at {place}: from the left the slope is {left}, from the right {right}."
)
NONE_JUMP = "There is no tangent at {place}: the function jumps there."
NONE_PLANE = "There is no tangent plane at {place}: the partial derivatives do not exist there."
SINGULAR = "Both partial derivatives are 0 at {place}: the curve has no single tangent there."
NORMAL = "The normal, perpendicular to the tangent, is {line}."
END = "The function ends at {place}: this is the tangent from one side."
STEEP = (
    "Where d{x}/d{t} = 0 and d{y}/d{t} is not, the tangent is vertical; where both are 0, 0/0 does "
    "not decide."
)
VERTICAL_AT = "At {t} = {place} d{x}/d{t} is 0 and d{y}/d{t} is not: the tangent is vertical."
OPEN_AT = (
    "At {t} = {place} both d{x}/d{t} and d{y}/d{t} are 0, and 0/0 does not decide. "
    "The slope d{y}/d{x} tends to {limit} as {t} → {place}."
)
OPEN_STEEP = (
    "At {t} = {place} both d{x}/d{t} and d{y}/d{t} are 0, and 0/0 does not decide. "
    "The slope d{y}/d{x} grows without bound in size as {t} → {place}: the tangent is vertical."
)
SEVERAL = (
    "f takes the value {b} at {places}. An inverse exists near each of them; "
    "this is the one near {place}."
)
FLAT = "f′ is 0 at {place}, so the inverse has no derivative at {b}: its tangent is vertical."
DECIMALS = "The place was found numerically; it is rounded."
NEARLY = "The derivative of the inverse at {b} is about {answer}."
BRANCH = (
    "f takes the value {b} at {place} too: the inverse has another branch there, "
    "whose derivative is {answer}."
)
