"""Answers about descent; the truth is by hand: on x² a step multiplies x by 1 − 2·rate."""

from __future__ import annotations

import pytest

import symcalc as sc

FAR = "descent on x^2 from x = 1 with rate 1.1"  # · −1.2
JUMPS = "descent on x^2 from x = 1 with rate 1"  # · −1
NEAR = "descent on x^2 from x = 1 with rate 0.1"  # · 0.8
SHORT = "descent on x^2 from x = 1 with rate 0.1 for 2 steps"
FLAT = "descent on x^3 - 3x from x = 0 by newton for 1 step"  # f″(0) = 0
BOWL = "convergence of descent on x^2 + 25y^2"  # 2/50
SADDLE = "convergence of descent on x^2 - y^2"
QUARTIC = "convergence of descent on x^4"  # it does come nearer, slower than by any factor
FIRM = "does gradient descent on 4x^2 with learning rate 0.3 converge?"
NESTEROV = "two Nesterov steps on x^3 - 3x from x = 2 with learning rate 0.01 and momentum 0.9"
PLACED = "gradient of (w + b - 2)^2 + w^2 at w = 1, b = 0"

CASES = [
    (FAR, "diverges", "correct"),
    (FAR, "does not converge", "correct"),
    (FAR, "It oscillates and diverges.", "correct"),
    (FAR, "converges", "incorrect"),
    (JUMPS, "oscillates", "correct"),
    (JUMPS, "it oscillates between 1 and -1", "correct"),
    (JUMPS, "does not converge", "correct"),
    (JUMPS, "diverges", "partial"),
    (JUMPS, "converges", "incorrect"),
    (NEAR, "diverges", "incorrect"),
    (NEAR, "converges", "partial"),
    (SHORT, "converges", "undecided"),
    (SHORT, "undefined", "incorrect"),
    (SHORT, "0.64", "correct"),
    (FLAT, "0", "incorrect"),
    (FLAT, "undefined", "correct"),
    (FLAT, "the Hessian is singular", "correct"),
    (BOWL, "(0, 1/25)", "correct"),
    (BOWL, "eta < 1/25", "correct"),
    (BOWL, "0 < α < 0.04", "correct"),
    (BOWL, "it converges for learning rate below 1/25", "correct"),
    (BOWL, "(0, 1/20)", "incorrect"),
    (BOWL, "[0, 1/25)", "incorrect"),
    (BOWL, "(0, 1/25]", "incorrect"),
    (BOWL, "does not converge", "incorrect"),
    (BOWL, "converges", "partial"),
    (SADDLE, "does not converge", "correct"),
    (SADDLE, "for no rate", "correct"),
    (SADDLE, "converges", "incorrect"),
    (QUARTIC, "does not converge", "undecided"),
    ("convergence of descent on x^2 at rate 1.1", "diverges", "correct"),
    ("convergence of descent on x^2 at rate 1.1", "converges", "incorrect"),
    ("convergence of descent on x^2 at rate 0.4", "converges", "correct"),
    ("convergence of descent on x^2 at rate 1", "does not converge", "correct"),
    (FIRM, "no", "correct"),  # 1 − 8·0.3 = −1.4
    (FIRM, "No.", "correct"),
    (FIRM, "no, it diverges", "correct"),
    (FIRM, "false", "correct"),
    (FIRM, "yes", "incorrect"),
    (FIRM.replace("0.3", "0.2"), "yes", "correct"),  # 1 − 8·0.2 = −0.6
    (FIRM.replace("0.3", "0.2"), "no", "incorrect"),
    (FIRM.replace("converge", "diverge"), "yes", "correct"),
    ("does gradient descent on 4x^2 converge with learning rate 0.2?", "yes", "correct"),
    ("is gradient descent stable on 4x^2 with learning rate 0.3?", "no", "correct"),
    ("is gradient descent unstable on 4x^2 with learning rate 0.3?", "yes", "correct"),
    (NESTEROV, "1.6224213", "correct"),
    (NESTEROV, "1.622", "correct"),
    (NESTEROV, "1.6", "partial"),
    (NESTEROV, "1.623", "incorrect"),
    (PLACED, "(0, -2)", "correct"),  # 2(w + b − 2) + 2w and 2(w + b − 2)
    (PLACED, "(-2, 0)", "incorrect"),
]
UPDATES = [
    ("momentum", "v = beta*v + g; x = x - rate*v", "correct"),
    ("momentum", "x - rate*(beta*v + g)", "correct"),
    ("momentum", "v <- mu v + g; x <- x - eta v", "correct"),  # the names of settings are free
    ("momentum", "v = beta*v + g; x = x + rate*v", "incorrect"),
    ("momentum", "v = beta*v; x = x - rate*v", "incorrect"),
    ("rmsprop", "s = beta*s + (1-beta)*g^2; x = x - rate*g/(sqrt(s)+eps)", "correct"),
    ("rmsprop", "s = rho*s + (1-rho)*g^2; x = x - rate*g/(s+eps)", "incorrect"),
    ("adam", "x - rate*m/(sqrt(v)+eps)", "incorrect"),  # m and v are not corrected
    ("gradient", "w - eta ∇f(x)", "correct"),
    ("newton", "x - f'(x)/f''(x)", "correct"),
    ("newton", "x - f''(x)/f'(x)", "incorrect"),
]


@pytest.mark.parametrize(
    ("question", "answer", "status"),
    [*CASES, *((f"origin of {name}", answer, status) for name, answer, status in UPDATES)],
)
def test_status(question: str, answer: str, status: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert verdict.status == status, verdict.feedback
