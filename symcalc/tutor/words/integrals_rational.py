"""What a learner reads about the integrals of rational functions."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "one-fraction": Words(
        "One fraction",
        "The fractions inside are brought to one denominator.",
        "",
        "There are fractions inside a fraction. Can you write it as one?",
    ),
    "cancel-factors": Words(
        "Cancel",
        "Numerator and denominator have the common factor {factor}.",
        "",
        "Which factor do numerator and denominator have in common?",
    ),
    "multiply-out-all": Words(
        "Multiply out",
        "The integrand is a polynomial. Multiplied out, it can be integrated term by term.",
        "",
        "The integrand is a polynomial. In which form is it easy to integrate?",
    ),
    "perfect-power": Words(
        "Perfect power",
        "{bottom} is {factored}.",
        r"x^2 \pm 2ax + a^2 = (x \pm a)^2",
        "Is {bottom} a power of something simpler?",
    ),
    "long-division": Words(
        "Long division",
        "The degree of the numerator, {above}, is not below that of the denominator, {below}. "
        "{top} divided by {bottom} is {quotient}, remainder {remainder}.",
        r"\frac{N}{D} = Q + \frac{R}{D}",
        "Compare the degrees of numerator and denominator. What comes before partial fractions?",
    ),
    "partial-fractions": Words(
        "Partial fractions",
        "The denominator is {factored}. {shape}",
        r"\frac{N(x)}{(x-a)(x-b)} = \frac{A}{x-a} + \frac{B}{x-b}",
        "Factor the denominator. Which simpler fractions add up to this one?",
    ),
    "ansatz": Words(
        "Ansatz",
        "{said}",
        "",
        "Which numerator belongs to each factor of the denominator?",
    ),
    "cover-up": Words(
        "Cover up",
        "Cover a factor in the fraction, and put its zero into what is left.",
        r"A = \left.\frac{N(x)}{D(x)/(x-a)}\right|_{x=a}",
        "Multiply both sides by {factor}. What is left when {factor} = 0?",
    ),
    "compare-coefficients": Words(
        "Compare coefficients",
        "Multiply by the denominator. Both sides are the same polynomial, so each power of {x} has"
        " the same coefficient on both sides.",
        "",
        "Multiply by the denominator. What do two equal polynomials have in common?",
    ),
    "powers-of-base": Words(
        "Powers of {base}",
        "The numerator is written in powers of {base}: {top} = {written}. Each term is divided by "
        "{bottom}.",
        "",
        "Can the numerator be written in powers of {base}?",
    ),
    "numerator-split": Words(
        "Split the numerator",
        "The derivative of {q} is {slope}. The numerator is {top} = {written}.",
        r"\frac{px+r}{q(x)} = \lambda\,\frac{q'(x)}{q(x)} + \frac{\mu}{q(x)}",
        "What multiple of the derivative of {q} is in the numerator, and what is left?",
    ),
    "numerator-terms": Words(
        "Split the numerator",
        "Below stands no term with {x} alone. The term with {x} above is a multiple of the "
        "derivative of {q}, and the other one leads to a standard form.",
        r"\frac{px+r}{q(x)} = p\,\frac{x}{q(x)} + \frac{r}{q(x)}",
        "What multiple of the derivative of {q} is in the numerator, and what is left?",
    ),
    "numerator-derivative": Words(
        "Logarithm",
        "The numerator is {times}the derivative {slope} of the denominator {q}.",
        r"\int \frac{q'(x)}{q(x)}\,dx = \ln|q(x)|",
        "What is the derivative of the denominator {q}?",
    ),
    "numerator-derivative-power": Words(
        "Power rule",
        "The numerator is {times}the derivative {slope} of {q}, and below stands a power of it.",
        r"\int \frac{q'(x)}{q(x)^{n}}\,dx = -\frac{1}{(n-1)\,q(x)^{n-1}}",
        "What is the derivative of {q}?",
    ),
    "complete-square": Words(
        "Complete the square",
        "{q} = {square}.",
        r"x^2 + px = \left(x + \frac{p}{2}\right)^2 - \frac{p^2}{4}",
        "Write {q} with a single square in which {x} stands.",
    ),
    "arctangent": Words(
        "Arctangent",
        "This is the standard form {said}{scaled}.",
        r"\int \frac{du}{u^2+a^2} = \frac{1}{a}\arctan\frac{u}{a}",
        "Whose derivative is 1/(1 + u²)? Bring the denominator to that form.",
    ),
    "difference-of-squares": Words(
        "Difference of squares",
        "This is the standard form {said}{scaled}.",
        r"\int \frac{du}{u^2-a^2} = \frac{1}{2a}\ln\left|\frac{u-a}{u+a}\right|",
        "The denominator is a difference of two squares. Which two partial fractions does it have?",
    ),
    "reduce-quadratic": Words(
        "Reduction formula",
        "For q = {general} there is the formula ∫ d{x}/qⁿ = q′/((n − 1)·Δ·qⁿ⁻¹) + "
        "2(2n − 3)·{lead}/((n − 1)·Δ) · ∫ d{x}/qⁿ⁻¹ with Δ = {delta}. Here q = {q}, q′ = {slope}, "
        "{lead} = {a}, Δ = {d} and n = {n}.",
        r"\int \frac{dx}{q^{n}} = \frac{q'}{(n-1)(4ac-b^2)\,q^{n-1}}"
        r" + \frac{2(2n-3)\,a}{(n-1)(4ac-b^2)} \int \frac{dx}{q^{n-1}}",
        "Which formula lowers the exponent of {q}?",
    ),
    "real-factors": Words(
        "Factors over the reals",
        "{bottom} has no factor with rational coefficients, but over the real numbers it is "
        "{factored}.{why} So the integrand is a sum of simpler fractions.",
        "",
        "{bottom} can be factored with roots in the coefficients. Which square is near it?",
    ),
    "real-factors-roots": Words(
        "Factors over the reals",
        "The complex zeros of {bottom} lie on a circle, at equal angles. Those that are conjugate "
        "make a quadratic factor: {bottom} = {factored}. So the integrand is a sum of simpler "
        "fractions.",
        "",
        "Where in the complex plane are the zeros of {bottom}? Which two make a real factor?",
    ),
    "hermite": Words(
        "Ostrogradsky's method",
        "The denominator has repeated factors: D₁ = {repeated} is what it has in common with its "
        "derivative, D₂ = {simple} has each factor once. The rational part of the integral is a "
        "fraction with the denominator D₁; only D₂ stays below the integral. The derivative of "
        "the right side, compared with the integrand, gives the coefficients.",
        r"\int \frac{N}{D}\,dx = \frac{P}{D_1} + \int \frac{R}{D_2}\,dx",
        "The denominator has repeated factors. Which part of the answer is a fraction?",
    ),
    "hermite-ansatz": Words(
        "Ansatz",
        "The degree of P is below that of D₁, the degree of R below that of D₂.",
        "",
        "Which degrees may P and R have?",
    ),
    "hermite-coefficients": Words(
        "Compare coefficients",
        "Both sides are differentiated and multiplied by the denominator: N = P′·D₂ − P·T + R·D₁"
        " with T = D₁′·D₂/D₁ = {factor}.",
        "",
        "Differentiate both sides. What do two equal polynomials have in common?",
    ),
    "power-substitution": Words(
        "Substitution",
        "{x} stands in powers of {inner} only, next to one factor {beside}. Let {u} = {inner}. Then"
        " d{u} = {slope} d{x}.",
        r"\int x^{n-1}\,f(x^{n})\,dx = \frac{1}{n}\int f(u)\,du",
        "Of which power of {x} is the integrand made, apart from its derivative?",
    ),
    "take-apart": Words(
        "Take apart",
        "{constant} = ({q}) − {power}, so the fraction is a difference of two.",
        r"\frac{a}{x\,(a + b x^{n})} = \frac{1}{x} - \frac{b x^{n-1}}{a + b x^{n}}",
        "Write the constant as the denominator's factor less a power of {x}.",
    ),
}
# Why nothing was found.
OPEN_FACTOR = (
    "I did not find an antiderivative. Below stands the factor {factor}, which is not a product of "
    "factors with rational coefficients, and whose zeros have no form that helps here: partial "
    "fractions stop at it"
)
# After the real factors: the difference of squares that they come from.
NEAR = " It is a difference of squares: {bottom} = {near}."
# What holds for letters that the answer is not for.
EXCEPTION = "For {case}{provided}: {answer}."
PROVIDED = " and {conditions}"
# What holds where only the steps divide by zero.
STILL = "Some steps divide by {divisor}. The answer holds for {case}, too."
# The standard forms, by what stands below: u² + a², u² − a² and a² − u².
FORM = {
    "plus": "∫ d{u}/({u}² + {a}²) = arctan({u}/{a})/{a}",
    "minus": "∫ d{u}/({u}² − {a}²) = ln|({u} − {a})/({u} + {a})|/(2{a})",
    "turned": "∫ d{u}/({a}² − {u}²) = ln|({a} + {u})/({a} − {u})|/(2{a})",
}
WITH = " with {values}"
FACTOR_DIVIDES = "; the factor {k} of the square divides"
SLOPE_DIVIDES = "; the slope {slope} of {u} divides"
MINUS = "; the minus sign comes in front"
# After an ansatz with more than two letters.
NO_C = "The letter C is left out: it is the constant of integration."
