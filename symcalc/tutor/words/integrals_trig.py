"""What a learner reads about integrals of trigonometric and hyperbolic functions."""

from __future__ import annotations

from symcalc.tutor.words import Words
from symcalc.tutor.words.integrals_trig_rational import WORDS as RATIONAL

WORDS: dict[str, Words] = {
    "trig-odd-power": Words(
        "Odd power",
        "The exponent of {one} is odd: split off {split}. {identity}, so the rest is written with "
        "{other} alone.",
        r"\int \sin^{2k+1}x\,g(\cos x)\,dx = \int (1-\cos^2x)^k\,g(\cos x)\,\sin x\,dx",
        "One exponent is odd. Which factor can be split off, to stand for the derivative of the "
        "rest?",
    ),
    "trig-even-power": Words(
        "Even power",
        "The exponent of {one} is even: split off {split}, for the derivative of {other} is {rate}."
        " {identity}, so the rest is written with {other} alone.",
        r"\int \sec^{2k+2}x\,g(\tan x)\,dx = \int (1+\tan^2x)^k\,g(\tan x)\,\sec^2x\,dx",
        "Which even power can be split off, to stand for the derivative of the rest?",
    ),
    "trig-half-angle": Words(
        "Half-angle identity",
        "{identity}.",
        r"\sin^2x = \frac{1-\cos 2x}{2},\quad \cos^2x = \frac{1+\cos 2x}{2}",
        "All exponents are even. Which identity turns a square into the double angle?",
    ),
    "trig-beside": Words(
        "Identities for powers",
        "Beside {g} the powers are written with multiples of the angle: {identity}.",
        "",
        "How can {product} be written without powers, so that integration by parts is easy?",
    ),
    "trig-reduction": Words(
        "Reduction formula",
        "Split off {dv} and integrate by parts: the integral comes back, and one with an exponent "
        "smaller by two.{more}",
        "",
        "Split off {dv} and integrate by parts. Does the integral come back?",
    ),
    "trig-by-parts": Words(
        "By parts",
        "u = {u} and dv = {dv} dx, so du = {du} dx and v = {v}.",
        r"\int u\,dv = u\,v - \int v\,du",
        "Split off {dv}: what is its antiderivative?",
    ),
    "trig-put-identity": Words(
        "Identity", "{identity}.", "", "Which identity leads back to powers of {one}?"
    ),
    "trig-returns": Words(
        "The integral returns",
        "On the right stands the integral that is asked for. {back} is added on both sides.",
        "",
        "The same integral stands on the right. What can you do with it?",
    ),
    "trig-returns-less": Words(
        "The integral returns",
        "On the right stands the integral that is asked for. {back} is taken away on both sides.",
        "",
        "The same integral stands on the right. What can you do with it?",
    ),
    "trig-solved": Words(
        "Solved for the integral", "Divide by {times}.", "", "What is left to be done?"
    ),
    "trig-again-sum": Words("Product to sum", "{told}.", "", "What is left to be multiplied?"),
    "trig-again": Words(
        "The same formula",
        "The same for the exponent {n}: {lower}.",
        "",
        "And for the exponent {n}?",
    ),
    "trig-derivative": Words(
        "Substitution",
        "The derivative of {inner} is {slope}, and {split} stands there as a factor. Let {u} = "
        "{inner}. Then d{u} = {rate}.",
        r"\int f(g(x))\,g'(x)\,dx = \int f(u)\,du",
        "Which function has its derivative standing beside it?",
    ),
    "trig-tangent-power": Words(
        "Square of the {name}",
        "{identity}, used as often as a square of {one} is left. The derivative of {one} is "
        "{rate}.",
        r"\tan^n x = \tan^{n-2}x\,\sec^2x - \tan^{n-2}x",
        "Which identity brings in the derivative of {one}?",
    ),
    "trig-square-replaced": Words(
        "Identity",
        "{identity}. Multiply out.",
        "",
        "The numerator is an even power. What is it in terms of the function below?",
    ),
    "trig-one": Words(
        "A sum of squares for 1",
        "In the numerator write 1 = {one}, and split the fraction.",
        "",
        "Nothing can be split off here. As which sum of squares can 1 be written?",
    ),
    "trig-rewritten": Words(
        "Write it otherwise",
        "{before} is {instead}.",
        "",
        "Which of the functions make {before} shorter?",
    ),
    "trig-product-to-sum": Words(
        "Product to sum",
        "{identity}.",
        r"\sin A\cos B = \tfrac12\left(\sin(A+B)+\sin(A-B)\right)",
        "Functions of different angles are multiplied. Which identity makes a sum of them?",
    ),
    "trig-multiple-angle": Words(
        "Multiple angles",
        "All is written with the angle {angle}: {identities}.",
        "",
        "Different multiples of one angle. Which identities leave only one of them?",
    ),
    "trig-multiply-out": Words(
        "Multiply out",
        "The products are multiplied out, so that each term can be integrated by itself.",
        "",
        "What is left when the products are multiplied out?",
    ),
    "trig-pythagorean": Words(
        "Identity",
        "{identity}.",
        "",
        "Which identity makes one square of two?",
    ),
    "trig-root-of-square": Words(
        "Half-angle identity under the root",
        "{radicand} = {square}, and the root of a square is an absolute value: {root} = {size}. "
        "Between its zeros the sign of {inner} is constant and stands in front; beyond a zero C "
        "may be another constant.",
        r"1+\cos x = 2\cos^2\tfrac{x}{2},\quad 1-\cos x = 2\sin^2\tfrac{x}{2}",
        "Which identity makes a square of {radicand}? What is the root of a square?",
    ),
    "trig-root-of-square-closed": Words(
        "Root of a square",
        "{radicand} is a constant times a square, by a half-angle identity. So the root can be "
        "cleared, and at the end be written again.",
        "",
        "Which identity makes a square of {radicand}?",
    ),
    "trig-root-inside": Words(
        "Standard form",
        "{inner} is the derivative of {other}.",
        "",
        "Which function has the derivative {inner}?",
    ),
    "trig-root-back": Words(
        "The root again",
        "{product}.",
        "",
        "How can the half angle and the sign be written with the root?",
    ),
    "trig-function-of-one": Words(
        "Substitution",
        "Beside the derivative of {inner} all can be written with {inner} alone. Let {u} = {inner}."
        " Then d{u} = {rate}.",
        r"\int f(g(x))\,g'(x)\,dx = \int f(u)\,du",
        "With which of the functions can all be written, but for the derivative of it?",
    ),
    "trig-root-of-tangent": Words(
        "Root of the {name}",
        "Let {u} = {inner}. Then {function} = {power}, and d{x} = {dx}.",
        "",
        "What happens when the whole root is the new variable?",
    ),
    "trig-secant-once": Words(
        "Split off the derivative",
        "{before} = {instead}, and the derivative of {other} is {rate}.",
        "",
        "Multiply numerator and denominator by {one}. What is the derivative of {other}?",
    ),
    **RATIONAL,
}

HYPERBOLIC_LAWS = {
    "trig-odd-power": r"\int \sinh^{2k+1}x\,g(\cosh x)\,dx"
    r" = \int (\cosh^2x-1)^k\,g(\cosh x)\,\sinh x\,dx",
    "trig-even-power": r"\int \operatorname{sech}^{2k+2}x\,g(\tanh x)\,dx"
    r" = \int (1-\tanh^2x)^k\,g(\tanh x)\,\operatorname{sech}^2x\,dx",
    "trig-half-angle": r"\sinh^2x = \frac{\cosh 2x-1}{2},\quad \cosh^2x = \frac{\cosh 2x+1}{2}",
    "trig-tangent-power": r"\tanh^n x = \tanh^{n-2}x - \tanh^{n-2}x\,\operatorname{sech}^2x",
    "trig-product-to-sum": r"\sinh A\cosh B = \tfrac12\left(\sinh(A+B)+\sinh(A-B)\right)",
    "trig-weierstrass": r"t = \tanh\tfrac{x}{2}:\quad \sinh x = \frac{2t}{1-t^2},\quad"
    r" \cosh x = \frac{1+t^2}{1-t^2},\quad dx = \frac{2\,dt}{1-t^2}",
}
REDUCTION_LAWS = {
    "sin": r"\int \sin^nx\,dx = -\frac{\sin^{n-1}x\cos x}{n} + \frac{n-1}{n}\int \sin^{n-2}x\,dx",
    "cos": r"\int \cos^nx\,dx = \frac{\cos^{n-1}x\sin x}{n} + \frac{n-1}{n}\int \cos^{n-2}x\,dx",
    "sec": r"\int \sec^nx\,dx = \frac{\sec^{n-2}x\tan x}{n-1}"
    r" + \frac{n-2}{n-1}\int \sec^{n-2}x\,dx",
    "csc": r"\int \csc^nx\,dx = -\frac{\csc^{n-2}x\cot x}{n-1}"
    r" + \frac{n-2}{n-1}\int \csc^{n-2}x\,dx",
    "sinh": r"\int \sinh^nx\,dx = \frac{\sinh^{n-1}x\cosh x}{n}"
    r" - \frac{n-1}{n}\int \sinh^{n-2}x\,dx",
    "cosh": r"\int \cosh^nx\,dx = \frac{\cosh^{n-1}x\sinh x}{n}"
    r" + \frac{n-1}{n}\int \cosh^{n-2}x\,dx",
    "sech": r"\int \operatorname{sech}^nx\,dx = \frac{\operatorname{sech}^{n-2}x\tanh x}{n-1}"
    r" + \frac{n-2}{n-1}\int \operatorname{sech}^{n-2}x\,dx",
    "csch": r"\int \operatorname{csch}^nx\,dx = -\frac{\operatorname{csch}^{n-2}x\coth x}{n-1}"
    r" - \frac{n-2}{n-1}\int \operatorname{csch}^{n-2}x\,dx",
}
# After the reduction formula, where it is used more than once.
AGAIN = " Then the same for the smaller exponents."
# How a product of several factors becomes a sum.
PAIRWISE = "Two factors at a time become a sum, until no product is left"
LINEARISED = "The powers are written with multiples of the angle"
MULTIPLIED = "The first two factors become a sum"
