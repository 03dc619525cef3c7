"""What a learner reads about integrals that have a value and no elementary antiderivative."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "gaussian-square": Words(
        "Gaussian integral",
        "{f} has no elementary antiderivative. Call the integral I, and look at its square: a "
        "double integral over the {region}, where {x} and {y} run apart.",
        r"\left(\int_{-\infty}^{\infty} e^{-x^2}dx\right)^2 = \iint e^{-(x^2+y^2)}\,dx\,dy",
        "What does the square of the integral look like as a double integral?",
    ),
    "gaussian-polar": Words(
        "Polar coordinates",
        "{x}² + {y}² = r² and d{x} d{y} = r dr dθ; the angle runs from 0 to {angle}.",
        r"dx\,dy = r\,dr\,d\theta",
        "In which coordinates is {x}² + {y}² a single square?",
    ),
    "gaussian-radius": Words(
        "The inner integral",
        "{primitive} is an antiderivative of {radial}: from 0 to ∞ that gives {half}.",
        "",
        "Whose derivative is {radial}?",
    ),
    "gaussian-root": Words(
        "The root",
        "I is the integral of positive values, so it is the positive root.",
        "",
        "Which of the two roots is it?",
    ),
    "gamma-itself": Words(
        "Gamma function",
        "This is the integral that defines Γ: Γ(s) = ∫₀^∞ {x}^(s − 1) e^(−{x}) d{x}, with s = {s}.",
        r"\Gamma(s) = \int_0^\infty u^{s-1} e^{-u}\,du",
        "Which function is defined by such an integral?",
    ),
    "gamma": Words(
        "Gamma function",
        "Let u = {inner}: what is left is Γ(s) = ∫₀^∞ u^(s − 1) e^(−u) du with s = {s}.",
        r"\int_0^\infty x^{s-1} e^{-x}\,dx = \Gamma(s)",
        "A power times a falling exponential, from 0 to ∞. Which function is defined so?",
    ),
    "gamma-value": Words(
        "Value of Γ",
        "{why}",
        r"\Gamma(s+1) = s\,\Gamma(s),\quad \Gamma(1) = 1,\quad \Gamma(\tfrac12) = \sqrt{\pi}",
        "How does Γ(s + 1) follow from Γ(s)?",
    ),
    "dirichlet-parameter": Words(
        "Differentiation under the integral sign",
        "Put a factor e^(−s {x}) in, and call the integral F(s): what is asked for is F(0).",
        r"F(s) = \int_0^\infty e^{-sx}\,\frac{\sin(kx)}{x}\,dx",
        "The {x} below is in the way. Which factor would bring an {x} down when differentiated?",
    ),
    "under-the-sign": Words(
        "Differentiate by {s}",
        "{why}",
        r"\frac{d}{ds}\int f(x, s)\,dx = \int \frac{\partial f}{\partial s}\,dx",
        "What is left of the integrand when it is differentiated by {s}?",
    ),
    "integrate-back": Words(
        "Back from the derivative",
        "{why}",
        "",
        "Which function of {s} has this derivative, and which value of it is known?",
    ),
    "wallis": Words(
        "Reduction formula",
        "Integration by parts with u = {wave}^(n − 1) gives I(n) = (n − 1)/n · I(n − 2); the "
        "boundary term is 0 at both limits. Here n = {n}, down to I({last}) = {value}.",
        r"\int_0^{\pi/2} \sin^n x\,dx = \frac{n-1}{n} \int_0^{\pi/2} \sin^{n-2} x\,dx",
        "Split one factor {wave} off and integrate by parts. What comes back?",
    ),
    "wallis-even": Words(
        "Reduction formula",
        "Integration by parts with u = {wave}^(n − 1) gives I(n) = (n − 1)/n · I(n − 2); the "
        "boundary term is 0 at both limits. From n = {n} = 2m with m = {m} down to I({last}) = "
        "{value} the factors 1/2 · 3/4 · … · (2m − 1)/(2m) give (2m)!/(4^m (m!)²).",
        r"\int_0^{\pi/2} \sin^{2m} x\,dx = \frac{(2m)!}{4^m (m!)^2}\,\frac{\pi}{2}",
        "Split one factor {wave} off and integrate by parts. What comes back?",
    ),
    "wallis-odd": Words(
        "Reduction formula",
        "Integration by parts with u = {wave}^(n − 1) gives I(n) = (n − 1)/n · I(n − 2); the "
        "boundary term is 0 at both limits. From n = {n} = 2m + 1 with m = {m} down to I({last}) "
        "= {value} the factors 2/3 · 4/5 · … · 2m/(2m + 1) give 4^m (m!)²/(2m + 1)!.",
        r"\int_0^{\pi/2} \sin^{2m+1} x\,dx = \frac{4^m (m!)^2}{(2m+1)!}",
        "Split one factor {wave} off and integrate by parts. What comes back?",
    ),
    "geometric-series": Words(
        "Geometric series",
        "For {x} > 0, {wave} is less than 1, and 1/({below}) is the geometric series {series}. All "
        "terms may be integrated one by one: the sum of their sizes converges.",
        r"\frac{1}{e^x - 1} = \sum_{k=1}^{\infty} e^{-kx}",
        "Divide above and below by {growth}. Which series is that?",
    ),
    "terms-by-gamma": Words(
        "Each term",
        "∫₀^∞ {x}^(s − 1) {falling} d{x} = Γ(s)/{rate}^s with s = {s}: so the integral is "
        "{factor}·({sum}), and that sum is {value}.",
        r"\int_0^\infty x^{s-1} e^{-kx}\,dx = \frac{\Gamma(s)}{k^s}",
        "What does one term of the series give?",
    ),
    "tangent-substitution": Words(
        "Tangent substitution",
        "Let {x} = tan({u}). Then d{x} = (1 + tan²({u})) d{u}, so d{x}/(1 + {x}²) = d{u}. At {x} = "
        "{low}, {u} = {at_low}; at {x} = {high}, {u} = {at_high}.",
        r"x = \tan\theta,\quad \frac{dx}{1 + x^2} = d\theta",
        "1 + {x}² stands below. Which substitution makes d{x}/(1 + {x}²) simple?",
    ),
    "root-of-square": Words(
        "Root of a square",
        "{identities}.",
        r"\sqrt{u^2} = |u|",
        "Is there a square under the root?",
    ),
    "beta": Words(
        "Beta function",
        "This is B(p, q) = ∫₀¹ {x}^(p − 1) (1 − {x})^(q − 1) d{x} with p = {p} and q = {q}.",
        r"\int_0^1 x^{p-1}(1-x)^{q-1}\,dx = \frac{\Gamma(p)\,\Gamma(q)}{\Gamma(p+q)}",
        "Powers of {x} and of 1 − {x}, from 0 to 1. Which function is defined so?",
    ),
    "frullani": Words(
        "Frullani's integral",
        "The integrand is (g({ax}) − g({bx}))/{x} with g(u) = {g}. g is continuous, with "
        "g(0) = {start}, and g(u) → {end} as u → ∞: the integral is (g(0) − g(∞)) ln(b/a) "
        "with a = {a} and b = {b}.",
        r"\int_0^\infty \frac{g(ax)-g(bx)}{x}\,dx = (g(0)-g(\infty)) \ln\frac{b}{a}",
        "The same function at two scales, less each other, over {x}. Whose theorem is that?",
    ),
    "ln-sine": Words(
        "Euler's integral",
        "Call it I. Put π/2 − {x} in for {x}: I is the integral of ln cos as well. Add both: "
        "2I is the integral of ln(sin {x} cos {x}) = ln sin(2{x}) − ln 2.",
        r"\int_0^{\pi/2} \ln \sin x\,dx = \int_0^{\pi/2} \ln \cos x\,dx",
        "What does the integral become with π/2 − {x} in place of {x}?",
    ),
    "ln-sine-twice": Words(
        "The integral returns",
        "With u = 2{x} the integral of ln sin(2{x}) from 0 to π/2 is ½ ∫₀^π ln sin u du = I, as "
        "the sine is the same on both halves. So 2I = I − (π/2) ln 2.",
        "",
        "Which integral is that of ln sin(2{x}) from 0 to π/2?",
    ),
}
GAMMA_WHOLE = "Γ({s}) = {factorial}! = {value}."
GAMMA_HALF = "Γ({s}) comes from Γ(1/2) = √π by Γ(s + 1) = s Γ(s)."
GAMMA_ONLY = "There is no simpler form."
REGION = {True: "whole plane", False: "first quadrant"}
DIRICHLET_SLOPE = (
    "The {x} below cancels: F′(s) = −∫₀^∞ e^(−s {x}) sin({k}{x}) d{x} = −{above}/(s² + {square}) "
    "for s > 0, by parts twice."
)
DIRICHLET_BACK = (
    "F(s) = C − {arctan}. As s → ∞, F(s) → 0, so C = π/2. F is continuous at 0 from the "
    "right: F(0) = π/2."
)
FEYNMAN_SLOPE = (
    "Call the integral F(s), with s in place of the exponent {p}. {x}^s has the derivative "
    "{x}^s ln {x}, and the logarithm cancels: F′(s) = ∫₀¹ {x}^s d{x} = 1/(s + 1)."
)
FEYNMAN_BACK = "F(s) = ln(s + 1) + C. For s = {q} the integrand is 0, so F({q}) = 0 and C = {c}."
DAMPED_SLOPE = (
    "Call the integral F(s), with s in place of {a}. The {x} below cancels: "
    "F′(s) = −∫₀^∞ e^(−s {x}) sin({k}{x}) d{x} = −{above}/(s² + {square})."
)
DAMPED_BACK = "F(s) = C − {arctan}. As s → ∞, F(s) → 0, so C = π/2. Put s = {a} in."
