"""What a learner reads about definite integrals."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "renamed": Words(
        "A letter of its own",
        "{x} is a limit and cannot also run between the limits: inside it is called {new}.",
        r"\int_a^x f(x)\,dx = \int_a^x f(t)\,dt",
        "{x} stands in its own limits. Which of the two is the variable of integration?",
    ),
    "zero": Words(
        "Nothing to add up", "The integrand is 0 all the way.", "", "What is the area under 0?"
    ),
    "equal-limits": Words(
        "Equal limits",
        "Both limits are {low}: there is no width, so there is no area.",
        r"\int_a^a f(x)\,dx = 0",
        "How wide is the interval?",
    ),
    "reversed": Words(
        "Limits reversed",
        "The lower limit {low} is greater than the upper one, {high}. Swapping them changes the "
        "sign.",
        r"\int_b^a f\,dx = -\int_a^b f\,dx",
        "Which limit is the greater one?",
    ),
    "constant-multiple": Words(
        "Constant multiple",
        "The constant factor {c} stays in front.",
        r"\int_a^b c\,f\,dx = c \int_a^b f\,dx",
        "There is a constant factor. What may you do with it?",
    ),
    "antiderivative": Words(
        "An antiderivative",
        "First an antiderivative of {f}, without limits.",
        "",
        "Which function has the derivative {f}?",
    ),
    "derivative-inside": Words(
        "The integral of a derivative",
        "The integrand is the derivative of {F}: what it adds up to is the change of {F}.",
        r"\int_a^b F'(x)\,dx = F(b) - F(a)",
        "What does the integral of a derivative add up to?",
    ),
    "derivative-undone": Words(
        "The integral of a derivative",
        "The integrand is the derivative of {F}, so {F} is an antiderivative.",
        r"\int F'(x)\,dx = F(x) + C",
        "Which function has the integrand as its derivative?",
    ),
    "derivative-first": Words(
        "The derivative first",
        "The derivative is worked out: it is {f}.",
        "",
        "What is the derivative under the integral sign?",
    ),
    "fundamental-theorem": Words(
        "Fundamental theorem",
        "{F} is an antiderivative of {f} and continuous from {low} to {high}: take its value at "
        "{high} less that at {low}.",
        r"\int_a^b f(x)\,dx = F(b) - F(a)\ \text{ for } F' = f",
        "How do the values of {F} at the limits give the integral?",
    ),
    "limits-put-in": Words("Put the limits in", "", "", "Put {high} in, then {low}, and subtract."),
    "zero-power": Words(
        "Put the limits in",
        "For {signs} the power of 0 is 0.",
        "",
        "Put {high} in, then {low}. For which exponents is a power of 0 equal to 0?",
    ),
    "simplify": Words("Work out", "", "", "Work the numbers out."),
    "singularity": Words(
        "Singularity",
        "{f} is not defined at {where}, which {lies}. The integral is improper: {done}.",
        r"\int_a^c f\,dx = \lim_{b\to c^-} \int_a^b f\,dx",
        "Is {f} defined everywhere from {low} to {high}?",
    ),
    "inside-for-all": Words(
        "Singularity",
        "{f} is not defined at {where}. For {signs} that lies between {low} and {high}, whatever "
        "the sign of the letters: the integral is improper there.",
        "",
        "Where is {f} not defined? Does that lie between {low} and {high}?",
    ),
    "many-singularities": Words(
        "Many singularities",
        "{f} is undefined at many places between the limits. The first is {where}: if the integral "
        "up to there diverges, so does the whole.",
        "",
        "Where is {f} undefined first?",
    ),
    "unbounded-interval": Words(
        "Infinite limit",
        "The interval has no end. The integral is improper: {done}.",
        r"\int_a^\infty f\,dx = \lim_{b\to\infty} \int_a^b f\,dx",
        "A limit is infinite. What does an improper integral mean?",
    ),
    "improper-twice": Words(
        "Improper integral",
        "{f} is not defined at {where}, and the interval has no end: {done}.",
        r"\int_a^\infty f\,dx = \lim_{b\to\infty} \int_a^b f\,dx",
        "Where does {f} have no value, and which limit is infinite?",
    ),
    "jump": Words(
        "The antiderivative jumps",
        "{F} is not continuous at {where}: {sides}. The fundamental theorem asks for a continuous "
        "antiderivative, so the interval is split there, and each part goes up to the jump as a "
        "limit.",
        "",
        "Is {F} continuous from {low} to {high}?",
    ),
    "at-the-end": Words(
        "Limit at the end",
        "{f} stays bounded near {where}, so the integral is not improper there. {F} has no value "
        "at {where}: its limit is taken.",
        "",
        "Has {F} a value at both limits?",
    ),
    "open-end": Words(
        "Limit at the end",
        "{F} has no value at {where}: its limit is taken.",
        "",
        "Has {F} a value at both limits?",
    ),
    "up-to": Words(
        "Fundamental theorem",
        "On the interval from {low} to {high} the antiderivative {F} is continuous.",
        r"\int_a^b f(x)\,dx = F(b) - F(a)",
        "How do the values of {F} at {low} and {high} give the integral?",
    ),
    "piece": Words("From {low} to {high}", "", "", "What does the part from {low} to {high} give?"),
    "limit": Words(
        "Limit", "As {approach}, {expr} {becomes}.", "", "What does {expr} do as {approach}?"
    ),
    "limit-for-signs": Words(
        "Limit",
        "For {signs}: as {approach}, {expr} {becomes}.",
        "",
        "What does {expr} do as {approach}, and does the sign of a letter matter?",
    ),
    "together": Words("Put together", "The parts are added.", "", "Add the parts."),
    "diverges": Words(
        "No finite sum",
        "The part from {low} to {high} has no finite value, and one such part is enough.",
        "",
        "Can the sum be finite if one part is not?",
    ),
    "odd": Words(
        "Odd integrand",
        "f(−{x}) = −f({x}), and the interval lies evenly about 0: what is above the axis on one "
        "side is below it on the other.{finite}",
        r"\int_{-a}^{a} f\,dx = 0\ \text{ for } f(-x) = -f(x)",
        "Put −{x} in for {x}. What happens to {f}?",
    ),
    "even": Words(
        "Even integrand",
        "f(−{x}) = f({x}), and the interval lies evenly about 0: both halves are equal.",
        r"\int_{-a}^{a} f\,dx = 2\int_0^a f\,dx\ \text{ for } f(-x) = f(x)",
        "Put −{x} in for {x}. What happens to {f}?",
    ),
    "halves": Words(
        "Two equal halves",
        "f({sum} − {x}) = f({x}): the integrand is the same on both sides of {x} = {middle}.",
        r"\int_a^b f\,dx = 2\int_a^{(a+b)/2} f\,dx\ \text{ for } f(a+b-x) = f(x)",
        "Put {sum} − {x} in for {x}. What happens to {f}?",
    ),
    "full-periods": Words(
        "Full periods",
        "{wave} has the period {period}, and the interval is {count} long. Over a full period it "
        "is above the axis as much as below.",
        r"\int_0^{2\pi} \sin(nx)\,dx = \int_0^{2\pi} \cos(nx)\,dx = 0",
        "How many periods of {wave} lie between the limits?",
    ),
    "reflection": Words(
        "Reflection",
        "Put {sum} − {x} in for {x}: the interval is run through backwards, and the integral I "
        "stays the same. Added to the first form, 2I is the integral of f({x}) + f({sum} − {x}) = "
        "{both}.",
        r"\int_a^b f(x)\,dx = \int_a^b f(a+b-x)\,dx",
        "What is f({x}) + f({sum} − {x})?",
    ),
    "inversion": Words(
        "Inversion",
        "Put 1/{x} in for {x}: from 0 to 1 it runs from ∞ to 1, and {f} d{x} becomes −{f} d{x}. "
        "What the part from 0 to 1 gives, the part from 1 to ∞ takes away.",
        r"\int_0^1 f(x)\,dx = \int_1^\infty f(1/x)\,\frac{dx}{x^2}",
        "Put 1/{x} in for {x}. What does the part from 0 to 1 become?",
    ),
    "many-periods": Words(
        "Full periods",
        "{f} has the period {period}, and each period gives the same. Between {low} and {high} lie "
        "{count} of them, {left}.",
        r"\int_a^{a+nT} f\,dx = n\int_a^{a+T} f\,dx\ \text{ for } f(x+T) = f(x)",
        "How many periods of {f} lie between the limits?",
    ),
    "not-recognised": Words(
        "Singularity",
        "{f} is not defined at {x} ≈ {at}. Near it {f} is like a multiple of 1/|{x} − {at}|^p with "
        "p = {p}: as p {side} 1, the integral up to there {does}.",
        r"\int_0^1 \frac{dx}{x^p}\ \text{ converges for } p < 1 \text{ only}",
        "Is {f} defined everywhere from {low} to {high}?",
    ),
    "split-at-kinks": Words(
        "Split at {where}",
        "{why}: on each part {f} is one formula.",
        r"\int_a^b f\,dx = \int_a^c f\,dx + \int_c^b f\,dx",
        "Where does {f} change from one formula to another?",
    ),
    "one-formula": Words(
        "One formula",
        "For {low} < {x} < {high}, {f} is {branch}.",
        "",
        "What is {f} between {low} and {high}?",
    ),
    "numeric": Words(
        "Numeric value",
        "I did not find an antiderivative. Quadrature (tanh-sinh) gives the value with an "
        "error of about {error}.",
        "",
        "Can the area be estimated?",
    ),
}

NEW_LIMITS = (
    "At {x} = {low}, {u} = {at_low}; at {x} = {high}, {u} = {at_high}. With the new limits there "
    "is no way back to {x}."
)
KEEPS = {
    "split": "split it at {where} and take limits",
    "limit": "take a limit",
}
REMARKS = {
    "decimal": "As a decimal: {value}.",
    "blind": "Putting the limits straight into {F} would give {value}. {why}",
    "never-negative": "That cannot be: the integrand is never negative.",
    "never-positive": "That cannot be: the integrand is never positive.",
    "not-continuous": "That is not the integral: {F} is not continuous at {where}.",
    "principal": "The Cauchy principal value, with both sides cut off alike, is {value}; the "
    "integral itself diverges.",
    "p-integral": "For {signs} it diverges.",
    "renamed": "The variable of integration is called {new}, since {x} stands in the limits.",
}
DIVERGES = "The integral diverges."
ENDINGS = {
    "grows": "The integral diverges.",
    "oscillates": "The integral diverges: the values up to b keep oscillating as b grows.",
}
