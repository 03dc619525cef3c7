"""What a learner reads about integrands with kinks and jumps."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "absolute-value": Words(
        "Absolute value",
        "For {u} > 0: {part} = {above}, and {inner} is integrated to {whole}. For {u} < 0 only the "
        "sign is the other one. The constants are chosen so that the two sides meet at {x} = {at}.",
        r"\int |x|\,dx = \frac{x\,|x|}{2}",
        "What is {part} on either side of {x} = {at}?",
    ),
    "power-of-absolute-value": Words(
        "Power of an absolute value",
        "On both sides of {x} = {at} the derivative of {product} is {rate}.",
        r"\int |x|^n\,dx = \frac{x\,|x|^n}{n+1}\quad (n \ne -1)",
        "What is the derivative of {product}?",
    ),
    "positive-part": Words(
        "Positive part",
        "For {u} < 0 the integrand is 0, so the antiderivative is constant there: take 0. For "
        "{u} > 0 the integrand is {inner}, and its antiderivative begins with 0 at {x} = {at}.",
        r"\int \max(0, x)\,dx = \frac{\max(0, x)^2}{2}",
        "What is the integrand on either side of {x} = {at}?",
    ),
    "piece-by-piece": Words(
        "Piece by piece",
        "{f} changes its formula at {places}. Between these places each piece is integrated by "
        "itself.",
        "",
        "Where does the formula of {f} change, and what is it between those places?",
    ),
    "matching-constants": Words(
        "Matching constants",
        "An antiderivative is continuous. {meets}",
        "",
        "Which constants make the pieces meet?",
    ),
    "sign-in-front": Words(
        "Sign in front",
        "Between the zeros of {u}, |{u}| is {u} or its opposite, so the sign of {u} is constant "
        "there and stays in front.",
        r"|u| = \operatorname{sign}(u)\,u",
        "What is |{u}| between two zeros of {u}?",
    ),
    "rounding": Words(
        "Steps",
        "Where {n} has one whole value, it is a constant factor: that gives {n} times {whole}. At "
        "each step the constant changes so that the parts meet: the sum of {whole} over the steps "
        "passed is taken away.",
        r"\int \lfloor x \rfloor\,dx = \lfloor x \rfloor x"
        r" - \frac{\lfloor x \rfloor\left(\lfloor x \rfloor + 1\right)}{2}",
        "What is {n} between two steps, and how do the parts meet?",
    ),
    "round-up": Words(
        "Rounding",
        "{whole} = {form}.",
        r"\lceil u \rceil = -\lfloor -u \rfloor",
        "How is {whole} written with the floor?",
    ),
}
MEETS = "At {x} = {at} the left piece is {left} and the right one {right}{change}."
SAME = ", so nothing has to be added"
ADDED = ", so {constant} is added to the right one"
