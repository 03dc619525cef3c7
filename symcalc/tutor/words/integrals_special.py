"""What a learner reads about integrals that define functions of their own."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "error-function": Words(
        "Error function",
        "{square}The function erf is defined by an integral: erf(z) is 2/√π times the integral of "
        "e^(−t²) from 0 to z. Here z = {u}.",
        r"\operatorname{erf}(u) = \frac{2}{\sqrt{\pi}} \int_0^u e^{-t^2}\,dt",
        "No function that you know has the derivative e^(−x²). Which function is defined by it?",
    ),
    "error-function-imaginary": Words(
        "Imaginary error function",
        "{square}The function erfi is defined by an integral: erfi(z) is 2/√π times the integral "
        "of e^(t²) from 0 to z. Here z = {u}.",
        r"\operatorname{erfi}(u) = \frac{2}{\sqrt{\pi}} \int_0^u e^{t^2}\,dt",
        "No function that you know has the derivative e^(x²). Which function is defined by it?",
    ),
    "exponential-integral": Words(
        "Exponential integral",
        "The function Ei is defined by an integral: Ei(z) is that of e^t/t up to z, so its "
        "derivative is e^z/z. Here z = {u}.",
        r"\operatorname{Ei}(u) = \int_{-\infty}^u \frac{e^t}{t}\,dt",
        "Which function is defined by the integral of e^t/t?",
    ),
    "logarithmic-integral": Words(
        "Logarithmic integral",
        "The function li is defined by an integral: li(z) is that of 1/ln t from 0 to z, so its "
        "derivative is 1/ln z. Here z = {u}.",
        r"\operatorname{li}(u) = \int_0^u \frac{dt}{\ln t}",
        "Which function is defined by the integral of 1/ln t?",
    ),
    "logarithm-below": Words(
        "By parts",
        "The derivative of ln(…) stands in dv. Let u = {u} and dv = {dv} d{x}. Then v = {v}, and "
        "the power of the logarithm below comes down by one.",
        r"\int u\,dv = u\,v - \int v\,du",
        "Which part of {f} is the derivative of a power of the logarithm?",
    ),
    "sine-integral": Words(
        "{title}",
        "{told} Here z = {u}.",
        r"\operatorname{Si}(u) = \int_0^u \frac{\sin t}{t}\,dt,\quad"
        r" \operatorname{Ci}(u) = -\int_u^\infty \frac{\cos t}{t}\,dt",
        "Which functions are defined by the integrals of sin(t)/t and cos(t)/t?",
    ),
    "fresnel-integral": Words(
        "Fresnel integral",
        "{square}Fresnel's functions are defined by integrals: FresnelS(z) is that of sin(πt²/2) "
        "from 0 to z, FresnelC(z) that of cos(πt²/2). Here z = {u}.",
        r"S(u) = \int_0^u \sin\frac{\pi t^2}{2}\,dt,\quad"
        r" C(u) = \int_0^u \cos\frac{\pi t^2}{2}\,dt",
        "Which functions are defined by the integrals of sin(t²) and cos(t²)?",
    ),
    "dilogarithm": Words(
        "Dilogarithm",
        "The dilogarithm polylog(2, z) is defined as minus the integral of ln(1 − t)/t from 0 to "
        "z, so its derivative is −ln(1 − z)/z. Here z = {u}.",
        r"\operatorname{Li}_2(u) = -\int_0^u \frac{\ln(1 - t)}{t}\,dt",
        "A logarithm over something linear. Which function is defined by the integral of "
        "ln(1 − t)/t?",
    ),
    "incomplete-gamma": Words(
        "Incomplete gamma function",
        "The function uppergamma is defined by an integral: uppergamma(s, z) is that of "
        "t^(s − 1) e^(−t) from z on. Here s = {s} and z = {u}.",
        r"\Gamma(s, u) = \int_u^\infty t^{s-1} e^{-t}\,dt",
        "Which function is defined by the integral of t^(s − 1) e^(−t)?",
    ),
    "elliptic-integral": Words(
        "Elliptic integral",
        "{square}{told} Here z = {u} and m = {m}.",
        r"F(u \mid m) = \int_0^u \frac{dt}{\sqrt{1 - m\sin^2 t}},\quad"
        r" E(u \mid m) = \int_0^u \sqrt{1 - m\sin^2 t}\,dt",
        "Bring the root to the form √(1 − m sin²(u)). Which functions are defined by it?",
    ),
    "derivative-of-the-exponent": Words(
        "Derivative of the exponent",
        "The exponent {exponent} has the derivative {rate}. So {twice} is {rate} less {b}; with "
        "the factor {rate} the exponential can be integrated{how}.",
        "",
        "How do you get the derivative of the exponent out of the factor in front?",
    ),
    "fractions-apart": Words(
        "Partial fractions",
        "The rational factor {rational} is the sum {sum}. Each term is multiplied by {other}.",
        "",
        "Can the rational factor be written as a sum of simple fractions?",
    ),
    "exponentials-for-hyperbolic": Words(
        "Exponentials",
        "{function} is written with exponentials: {told}.",
        r"\sinh u = \frac{e^u - e^{-u}}{2},\quad \cosh u = \frac{e^u + e^{-u}}{2}",
        "What are sinh and cosh in terms of e^u?",
    ),
    "multiple-angles": Words(
        "Multiple angles",
        "{product} = {sum}, by the formulas for products of sines and cosines.",
        "",
        "Write the product of sines and cosines as a sum.",
    ),
    "special-by-parts": Words(
        "By parts",
        "The derivative of {u} is known: {slope}. Let u = {u} and dv = {dv}d{x}. Then v = {v}.",
        r"\int u\,dv = u\,v - \int v\,du",
        "You know the derivative of {u}. Which factor should be integrated?",
    ),
    "lower-the-pole": Words(
        "By parts",
        "The power below comes down by one: let u = {u} and dv = {dv} d{x}. Then v = {v}, and the "
        "derivative of u is {slope}.",
        r"\int u\,dv = u\,v - \int v\,du",
        "Which factor do you integrate, so that the power in the denominator comes down?",
    ),
    "lower-the-power": Words(
        "By parts",
        "{dv} d{x} can be integrated, so that is dv. Let u = {u}. Then v = {v}, and the power of "
        "{x} comes down by two.",
        r"\int u\,dv = u\,v - \int v\,du",
        "Which part of {f}, with one factor {x}, can be integrated?",
    ),
}
# Before what is said of a function, where a square had to be completed.
SQUARE = "Complete the square: {before} = {after}. "
# Before what is said of an elliptic integral, where the root has another form.
FORM = "Under the root stands {before} = {after}. "
SINE = "Si(z) is the integral of sin(t)/t from 0 to z, so its derivative is sin(z)/z."
COSINE = "Ci(z) is minus the integral of cos(t)/t from z on, so its derivative is cos(z)/z."
SHIFTED = (
    "With t = {t}, {f} is a sum of sin(t)/t and cos(t)/t, by the addition formula. " + SINE + " "
) + COSINE
FIRST = "EllipticF(z, m) is the integral of 1/√(1 − m sin²(t)) from 0 to z."
SECOND = "EllipticE(z, m) is the integral of √(1 − m sin²(t)) from 0 to z."
