"""What a learner reads about whether an improper integral converges."""

from __future__ import annotations

from symcalc.tutor.words import Words

P_FAR = r"\int_1^\infty \frac{dx}{x^p}\ \text{ converges for } p > 1 \text{ only}"
P_NEAR = r"\int_0^1 \frac{dx}{x^p}\ \text{ converges for } p < 1 \text{ only}"
WORDS: dict[str, Words] = {
    "limit-comparison-far": Words(
        "Limit comparison test",
        "Far out {f} is like a multiple of 1/{x}^p with p = {p}: {f} divided by that tends to {c}. "
        "The integral of 1/{x}^p to ∞ {does}, as p {side} 1, and so does this one.",
        P_FAR,
        "Which power of {x} does {f} resemble far out?",
    ),
    "limit-comparison-near": Words(
        "Limit comparison test",
        "Near {x} = {at}, {f} is like a multiple of 1/|{gap}|^p with p = {p}: {f} divided by that "
        "tends to {c}. The integral of 1/|{gap}|^p up to there {does}, as p {side} 1, and so does "
        "this one.",
        P_NEAR,
        "Which power of the distance to {at} does {f} resemble?",
    ),
    "small-near": Words(
        "Comparison test",
        "Near {x} = {at}, |{f}| is less than 1/√|{gap}|, since √|{gap}| times it tends to 0. The "
        "integral of 1/√|{gap}| up to there converges, and so does this one.",
        P_NEAR,
        "Is {f} smaller than a power of the distance to {at} whose integral converges?",
    ),
    "small-comparison": Words(
        "Comparison test",
        "Far out |{f}| is less than 1/{x}², since {x}² times it tends to 0. The integral of 1/{x}² "
        "converges, and so does this one.",
        P_FAR,
        "Is {f} smaller than a power whose integral converges?",
    ),
    "large-comparison": Words(
        "Comparison test",
        "Far out |{f}| is greater than 1/{x}, since {x} times it grows without bound. The integral "
        "of 1/{x} diverges, and so does this one.",
        P_FAR,
        "Is {f} greater than a power whose integral diverges?",
    ),
    "absolute-comparison": Words(
        "Comparison test",
        "{wave} lies between {low} and {high}, so |{f}| is at most {most} times |{rest}|, which "
        "far out is like 1/{x}^p with p = {p} > 1. The integral converges, even absolutely.",
        r"\int |f|\,dx < \infty \;\Rightarrow\; \int f\,dx \text{ converges}",
        "How large can {wave} be?",
    ),
    "lower-comparison": Words(
        "Comparison test",
        "{wave} is never less than {low}, so {f} is at least {low} times {rest}, which far out is "
        "like 1/{x}^p with p = {p} ≤ 1. The integral of that diverges, and so does this one.",
        P_FAR,
        "How small can {wave} be?",
    ),
    "dirichlet-test": Words(
        "Dirichlet's test",
        "The integrals of {wave} stay bounded, and {rest} falls to 0 far out: the waves cancel "
        "more and more, and the integral converges.",
        r"\int_a^\infty g(x)\sin x\,dx \text{ converges for monotone } g \to 0",
        "What do the integrals of {wave} do? And what does {rest} do far out?",
    ),
}
