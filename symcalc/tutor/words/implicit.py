"""What a learner reads in implicit differentiation."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "both-sides": Words(
        "Differentiate both sides",
        "{y} is a function of {x} here. Where {y} stands, the chain rule gives a factor {slope}, "
        "the derivative of {y}.",
        "",
        "Differentiate both sides by {x}. What does the chain rule give where {y} stands?",
    ),
    "side": Words(
        "{which} side",
        "",
        "",
        "Work out the derivative of {f}, term by term.",
    ),
    "new-equation": Words(
        "The new equation",
        "The two derivatives are equal.",
        "",
        "Put both sides together again.",
    ),
    "multiply-out": Words(
        "Multiply out",
        "The brackets with {slope} in them are multiplied out.",
        "",
        "Multiply out, so that {slope} stands in terms of its own.",
    ),
    "collect": Words(
        "Collect {slope}",
        "The terms with {slope} go to the left, all others to the right.",
        "",
        "Which terms contain {slope}? Bring them to one side.",
    ),
    "take-out": Words(
        "Take out {slope}",
        "{slope} is a factor of every term on the left.",
        "",
        "Take {slope} out in front.",
    ),
    "solve": Words(
        "Divide",
        "Divide by {by}, which must not be 0.",
        "",
        "By what must you divide to have {slope} alone?",
    ),
    "tidy": Words(
        "Tidy up",
        "Factors are cancelled, and like terms collected.",
        "",
        "Can factors be cancelled?",
    ),
    "differentiate-again": Words(
        "Differentiate again",
        "{slope} = {f} is differentiated by {x}; {y} is still a function of {x}.",
        "",
        "Differentiate {slope} by {x}. Remember that {y} is a function of {x}.",
    ),
    "put-slope": Words(
        "Put {slope} in",
        "{slope} = {f}, from the first derivative.",
        "",
        "What is {slope}?",
    ),
    "use-equation": Words(
        "Use the equation",
        "On the curve {left} = {right}.",
        "",
        "Does the equation of the curve make this shorter?",
    ),
}

STEEP = (
    "Where {by} = 0 the formula gives no slope. If {top} is not 0 there, the tangent is vertical; "
    "if it is 0 too, 0/0 does not decide whether there is a tangent."
)
ALWAYS_STEEP = "Where {by} = 0 the tangent is vertical."
NEVER_STEEP = "The curve has no point with {by} = 0."
VERTICAL = "At {points}, where {by} = 0, the tangent is vertical."
OPEN = (
    "At {points}, where {by} = 0, the formula is 0/0: it does not decide whether there is a "
    "tangent."
)
NO_POINT = (
    "No real point satisfies the equation: it says that {gap} = 0, but even powers are never "
    "negative, so the sum is positive. There is no curve that this could be the slope of."
)
ONE_POINT = (
    "Only {x} = 0, {y} = 0 satisfies the equation: it says that {gap} = 0, and even powers are "
    "never negative. One point is no curve, so there is no slope."
)
NONE_FOUND = (
    "No change of sign shows a real point of the equation; whether there is one is not decided."
)
QUESTION = "d{y}/d{x} where {equation}"
SECOND = "d²{y}/d{x}² where {equation}"
# Of an equation that says itself what y is.
METHOD = " by implicit differentiation"
