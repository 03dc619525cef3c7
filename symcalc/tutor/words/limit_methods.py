"""What a learner reads about the methods for indeterminate forms."""

from __future__ import annotations

from symcalc.tutor.words import Words

METHODS: dict[str, Words] = {
    "factor": Words(
        "Factor",
        "{form}Take top and bottom apart into factors.",
        "",
        "Top and bottom are both 0 at {at}. Which factor do they share?",
    ),
    "cancel-factor": Words(
        "Cancel",
        "{Nearby}, the common factor is not 0: it cancels.",
        "",
        "The common factor is not 0 close to the point. What is left without it?",
    ),
    "common-denominator": Words(
        "Common denominator",
        "{form}Write the terms over one denominator.",
        "",
        "Can the terms be brought over one denominator?",
    ),
    "conjugate": Words(
        "Conjugate",
        "{form}Multiply top and bottom by {conjugate}, since {identity}.",
        r"(a - b)(a + b) = a^2 - b^2",
        "A difference with a root tends to 0. What removes the root?",
    ),
    "dominant": Words(
        "Dominant term",
        "{form}Divide top and bottom by {term}, the bottom's largest term far out{sign}.",
        "",
        "Which term of the bottom grows fastest as {approach}?",
    ),
    "leading": Words(
        "Dominant term",
        "{form}Take out {term}, the term that grows fastest{sign}.",
        "",
        "Which term grows fastest as {approach}?",
    ),
    "vanishing": Words(
        "Vanishing terms",
        "{why}As {approach}, {terms} to 0. The rest is continuous: put 0 in for {them}.",
        r"\lim_{x\to\infty} \frac{c}{x^n} = 0\ \text{ for } n > 0",
        "Which terms tend to 0 as {approach}?",
    ),
    "vanishing-whole": Words(
        "Vanishing term",
        "As {approach}, {terms} to 0.",
        r"\lim_{x\to\infty} \frac{c}{x^n} = 0\ \text{ for } n > 0",
        "What does {f} do as {approach}?",
    ),
    "growth": Words(
        "Growth",
        "{form}{faster} grows faster than {slower}: the quotient {becomes}.",
        r"\ln x \ll x^p \ll e^x\ \text{ as } x \to \infty",
        "Which grows faster as {approach}: {faster} or {slower}?",
    ),
    "squeeze": Words(
        "Squeeze",
        "{Nearby}, {bounds}, so {between}. Both bounds tend to 0, and so does what "
        "lies between them.",
        r"g \le f \le h,\ \lim g = \lim h = L \;\Rightarrow\; \lim f = L",
        "{bounded} has no limit, but it stays within bounds. Which?",
    ),
    "squeeze-floor": Words(
        "Squeeze",
        "For every number u, u − 1 < ⌊u⌋ ≤ u. With u = {u} the formula lies between {low} and "
        "{high}. Both tend to {same}, and so does what lies between them.",
        r"u - 1 < \lfloor u \rfloor \le u",
        "Between which two numbers does floor(u) lie?",
    ),
    "squeeze-ceil": Words(
        "Squeeze",
        "For every number u, u ≤ ⌈u⌉ < u + 1. With u = {u} the formula lies between {low} and "
        "{high}. Both tend to {same}, and so does what lies between them.",
        r"u \le \lceil u \rceil < u + 1",
        "Between which two numbers does ceil(u) lie?",
    ),
    "standard": Words(
        "Standard limit",
        "{form}{laws}.",
        "",
        "Which standard limit is hidden here? Multiply and divide by what it needs.",
    ),
    "rewrite-logs": Words(
        "Logarithms together",
        "{form}ln a − ln b = ln(a/b).",
        r"\ln a - \ln b = \ln\frac{a}{b}",
        "Can the logarithms be put together?",
    ),
    "leading-exponential": Words(
        "Take the leading term out",
        "{form}{meaning}Take the term that grows fastest, {terms}, out of the logarithm: "
        "ln(L·w) = ln L + ln w.",
        r"\ln(L \cdot w) = \ln L + \ln w",
        "Which term inside the logarithm grows fastest? Take it out of the logarithm.",
    ),
    "root-of-square": Words(
        "Root of a square",
        "√(u²) is |u|, here with u = {u}.",
        r"\sqrt{u^2} = |u|",
        "What is the root of a square? Mind the sign.",
    ),
    "rewrite-hyperbolic": Words(
        "Hyperbolic functions",
        "{form}Write them with exponentials.",
        r"\sinh u = \frac{e^u - e^{-u}}{2},\ \cosh u = \frac{e^u + e^{-u}}{2}",
        "How are hyperbolic functions written with exponentials?",
    ),
    "reciprocal": Words(
        "New variable",
        "Let {t} = 1/{x}, so that {x} = 1/{t} and {t} → {end}.",
        "",
        "What does the formula become in terms of 1/{x}?",
    ),
    "rewrite-exponentials": Words(
        "Take out an exponential",
        "{form}Take {term} out of the difference.",
        r"e^p - e^q = e^q\left(e^{p-q} - 1\right)",
        "Take one of the exponentials out of the difference.",
    ),
    "rewrite-trigonometric": Words(
        "Trigonometric identity",
        "{form}{identity}.",
        "",
        "Which identity turns the difference into a product?",
    ),
    "shift": Words(
        "New variable",
        "{form}Let {t} = {gap}, so that {x} = {back} and {t} → 0.",
        "",
        "Name the distance from the point: what does the formula become?",
    ),
    "exponent": Words(
        "Power as an exponential",
        "{form}Write f^g as e^(g ln f). The exponential function is continuous, so the limit "
        "goes into the exponent.",
        r"f^g = e^{g \ln f}",
        "{x} stands in base and exponent. How can the power be written with e?",
    ),
    "exponent-back": Words(
        "Back to the power",
        "The exponent has the limit {limit}: put it in.",
        "",
        "What is e to the limit of the exponent?",
    ),
    "euler": Words(
        "Standard limit",
        "{form}(1 + u)^(1/u) → e as u → 0, here with u = {u}: the power is "
        "((1 + u)^(1/u))^({exponent}).",
        r"\lim_{u\to 0} (1 + u)^{1/u} = e",
        "The base is 1 + u with a small u. Which limit has the number e in it?",
    ),
    "exponent-grows": Words(
        "Power as an exponential",
        "{form}Write f^g as e^(g ln f). The exponent {u} decides.",
        r"f^g = e^{g \ln f}",
        "{x} stands in base and exponent. How can the power be written with e?",
    ),
    "euler-itself": Words(
        "Standard limit",
        "{form}(1 + u)^(1/u) → e as u → 0, here with u = {u}.",
        r"\lim_{u\to 0} (1 + u)^{1/u} = e",
        "The base is 1 + u with a small u. Which limit has the number e in it?",
    ),
    "euler-grows": Words(
        "Standard limit",
        "{form}(1 + u)^(1/u) → e as u → 0, here with u = {u}: the power is "
        "((1 + u)^(1/u))^({exponent}), and the exponent {exponent} decides.",
        r"\lim_{u\to 0} (1 + u)^{1/u} = e",
        "The base is 1 + u with a small u. Which limit has the number e in it?",
    ),
    "quotient-form": Words(
        "Write as a quotient",
        "{form}Put one factor below the line.",
        r"f\,g = \frac{f}{1/g}",
        "L'Hôpital's rule is for quotients. How can the product be written as one?",
    ),
    "lhopital": Words(
        "L'Hôpital's rule",
        "{form}{Nearby}, top and bottom have derivatives, and that of the bottom is not 0. "
        "If the quotient of the derivatives has a limit, this one is the same.",
        r"\lim \frac{f}{g} = \lim \frac{f'}{g'}",
        "The form is {kind}. What do the derivatives of top and bottom say?",
    ),
    "tidy": Words("Tidy up", "The quotient is simplified.", "", "Can the quotient be simplified?"),
    "series": Words(
        "Series",
        "{form}{Nearby}, {expansions}. The terms left out are of higher order and do not count.",
        r"f(x) = f(a) + f'(a)(x-a) + \tfrac12 f''(a)(x-a)^2 + \dots",
        "How do top and bottom begin as power series?",
    ),
}
