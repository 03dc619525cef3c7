"""What a learner reads where an integrand is recognised as a derivative."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "logarithmic-derivative": Words(
        "Logarithmic derivative",
        "The derivative of the denominator {below} is {slope}, and the numerator is {times}that.",
        r"\int \frac{f'(x)}{f(x)}\,dx = \ln|f(x)|",
        "What is the derivative of the denominator of {f}? Compare it with the numerator.",
    ),
    "power-derivative": Words(
        "Power of a function",
        "{inner} has the exponent {n}, and its derivative {slope} stands beside it{times} so the "
        "power rule can be read backwards.",
        r"\int f(x)^{n}\,f'(x)\,dx = \frac{f(x)^{n+1}}{n+1}\quad (n \ne -1)",
        "A power of a function. Does the derivative of that function stand beside it?",
    ),
    "function-and-slope": Words(
        "Product rule backwards",
        "Beside {outer} stand{times} {inner} and its derivative {slope}: that is what the product "
        "rule leaves of {outer} times {inner}.",
        r"\int e^{x}\,(f(x) + f'(x))\,dx = e^{x}\,f(x)",
        "Beside the exponential stands a sum. Is one part of it the derivative of the other?",
    ),
    "exponential-recognition": Words(
        "Product rule backwards",
        "Differentiation leaves the factor {outer} as it is. So try {outer} times a function h "
        "with unknown coefficients, differentiate, and compare: the derivative of {told} is "
        "{core}.",
        r"\int e^{g}\,(h' + g'\,h)\,dx = e^{g}\,h",
        "The exponential stays when a product is differentiated. Which h gives the other factor as "
        "h′ + g′·h?",
    ),
    "quotient-recognition": Words(
        "Quotient rule backwards",
        "The denominator {below} is what the quotient rule leaves. So try a numerator with unknown "
        "coefficients, differentiate, and compare: the derivative of {told} is {core}.",
        r"\int \frac{u'\,v - u\,v'}{v^{2}}\,dx = \frac{u}{v}",
        "Which quotient has a derivative with the denominator {below}?",
    ),
}
