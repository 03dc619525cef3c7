"""What a learner reads about areas, average values, lengths of curves and volumes of revolution."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "solved-for": Words(
        "Solved for {y}",
        "Each curve is written as {y} in terms of {x}.",
        "",
        "Which of the variables can all the curves be solved for?",
    ),
    "intersections": Words(
        "Where they meet",
        "{equation}{factored}{found}",
        "",
        "Set the two formulas equal. For which {x} do they agree?",
    ),
    "on-top": Words(
        "Which is {above}",
        "Between neighbouring places the difference keeps its sign, so one value tells it.",
        "",
        "Put a value of {x} between two of the places into both formulas. Which is larger?",
    ),
    "area-integral": Words(
        "Area",
        "The {above} curve less the {below} one is integrated{pieces}.",
        r"A = \int_a^b |f(x) - g(x)|\,dx",
        "Which difference is integrated, and between which limits?",
    ),
    "piece-integral": Words(
        "From {a} to {b}", "", "", "Work out the integral over each piece by itself."
    ),
    "positive-letters": Words(
        "Positive letters",
        "The letters stand for positive numbers.",
        "",
        "What is √(a²) for a positive a?",
    ),
    "add": Words("Add", "", "", "Add what the pieces come to."),
    "average-value": Words(
        "Average value",
        "The integral of {f} from {a} to {b} is divided by the length of the interval, {length}.",
        r"\bar f = \frac{1}{b-a} \int_a^b f(x)\,dx",
        "Which rectangle over the interval has the same area as the region under the graph?",
    ),
    "the-integral": Words("The integral", "", "", "Work out the integral first."),
    "divide": Words("Divide by the length", "", "", "How long is the interval?"),
    "factor-back": Words("Multiply", "", "", "Multiply by the factor in front."),
    "mean-value": Words(
        "Mean value theorem",
        "{f} is continuous from {a} to {b}, so it takes its average value somewhere in between: at "
        "{places}.",
        r"\exists\, c \in [a, b]:\quad f(c) = \frac{1}{b-a} \int_a^b f(x)\,dx",
        "Where does {f} take its average value?",
    ),
    "polar-area": Words(
        "Area in polar coordinates",
        "A narrow sector at the angle {x} is nearly a triangle of height r and base r d{x}, so its "
        "area is ½ r² d{x}; here r² = {square}.{turn}",
        r"A = \frac{1}{2}\int_\alpha^\beta r(\theta)^2\,d\theta",
        "What is the area of a narrow sector of radius r?",
    ),
    "slope-of-curve": Words(
        "The derivative", "", "", "The length depends on the slope. Differentiate {f}."
    ),
    "arc-length": Words(
        "Arc length",
        "A short piece of the curve is √(1 + y′²) times as long as the piece of the axis below "
        "it; here y′ = {slope}.",
        r"L = \int_a^b \sqrt{1 + f'(x)^2}\,dx",
        "How long is a short piece of the curve above d{x}?",
    ),
    "discs": Words(
        "Discs",
        "Cut across {line}: each slice is a disc of radius {radius}{pieces}.",
        r"V = \pi \int_a^b f(x)^2\,dx",
        "What is the area of a slice across the axis?",
    ),
    "washers": Words(
        "Washers",
        "Cut across {line}: each slice is a ring with the outer radius {outer} and the inner "
        "radius {inner}{pieces}.",
        r"V = \pi \int_a^b \left(R(x)^2 - r(x)^2\right)dx",
        "What is the area of a ring with two radii?",
    ),
    "shells": Words(
        "Shells",
        "The strip at {x} goes round {line}: a shell of radius {radius}, so {around} long, and of "
        "height {height}{pieces}.",
        r"V = 2\pi \int_a^b x\,f(x)\,dx",
        "What does a thin strip become when it goes round the axis?",
    ),
    "numeric-value": Words(
        "By numbers",
        "I did not find an antiderivative. Numeric quadrature tells the value.",
        "",
        "What would numeric integration say?",
    ),
}

ABOVE = {"y": ("on top", "upper", "lower"), "": ("larger", "larger", "smaller")}
SIDES = ("further right", "right", "left")
MEET = "The curves meet where the two formulas agree"
ZERO = "The curve meets the {axis}-axis where its formula is 0"
FACTORED = ", that is where {factored} = 0"
FOUND = ": at {places}."
FOUND_NUMERIC = ". That is solved by numbers: {places}."
FOUND_NONE = ": for no real {x}."
FOUND_NONE_IN = ": nowhere between the limits."
FOUND_IN = ": between the limits at {places}."
POSITIVE = " Here {letters}."
PIECES = " over each piece"
NOT_ENCLOSED = {
    0: "The curves do not meet, so they enclose no region. Name limits: from {x} = a to {x} = b.",
    1: (
        "The curves meet at {place} only, so they enclose no region. Name limits: from {x} = a to "
        "{x} = b."
    ),
}
SAME = "The curves are the same, so they enclose no area."
ENDLESS = (
    "The curves meet again and again, at {places} and so on. Name limits: from {x} = a to {x} = b."
)
INFINITE = "The area is infinite: {why}"
UNSIGNED = (
    "The integral itself is {signed}: there what lies below the axis counts as negative. Here the "
    "area is asked for, so every piece counts as positive."
)
NEAREST = "The region between {x} = {a} and the nearest meeting point, {x} = {b}, is taken."
TAKEN = "{f} takes its average value at {places}."
NOT_TAKEN = "{f} does not take its average value between {a} and {b}: it jumps over it."
HALVED = "The region is the same on both sides of {line}, so one half of it makes all of the solid."
JUMPS = "the graph has jumps, so it is not one curve with a length"
JUMPS_HINT = "choose a formula without floor, ceil or sign"
TURN = " The curve closes after a full turn, from {x} = 0 to {x} = 2π."
HALF_TURN = (
    " At {x} + π the radius is that at {x} with the other sign, which is the same point: the curve "
    "closes after half a turn, at {x} = π."
)
LOBES = " The curve has points only where r² is not negative: that is where it is integrated."
TWICE = "What the radius sweeps twice, as in a loop inside a loop, counts twice."
NOT_CLOSED = "r = {f} does not close after a full turn"
POLAR_HINT = "name the angles: from theta = 0 to theta = 2pi"
LOOPED = "the curve runs round a part of its region twice, in a loop, or that depends on letters"
AXIS_INSIDE = "the axis of revolution goes through the region"
AXIS_HINT = "let the limits, or the curves, lie on one side of the axis"
ASKS = {
    "area": "area {words} {curves}{limits}",
    "average": "average value of {f} from {x} = {a} to {x} = {b}",
    "arc-length": "arc length of {f} from {x} = {a} to {x} = {b}",
    "revolution": "volume of revolution of {curves}{limits} about {line}",
}
