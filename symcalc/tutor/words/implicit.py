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

STEEP = "Where {by} = 0 there is no such derivative: the tangent is vertical, or there is none."
QUESTION = "d{y}/d{x} where {equation}"
SECOND = "d²{y}/d{x}² where {equation}"
# Of an equation that says itself what y is.
METHOD = " by implicit differentiation"
LIES = "The point lies on the curve: {left} = {right} there."
