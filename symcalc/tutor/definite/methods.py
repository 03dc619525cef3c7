"""The methods, in the order in which a person would try them."""

from __future__ import annotations

from symcalc.tutor.definite.ask import Method
from symcalc.tutor.definite.changed import new_limits
from symcalc.tutor.definite.classics import beta, frullani, logarithm_of_sine, wallis
from symcalc.tutor.definite.convergence import at_rough_places, by_comparison
from symcalc.tutor.definite.first import equal_limits, reversed_limits, zero
from symcalc.tutor.definite.improper import improper
from symcalc.tutor.definite.kinks import over_kinks
from symcalc.tutor.definite.known import dirichlet, gamma, gaussian, powers_over_logarithm
from symcalc.tutor.definite.letters import whatever_the_letters
from symcalc.tutor.definite.periods import many_periods
from symcalc.tutor.definite.series import by_tangent, over_exponential, squares_under_roots
from symcalc.tutor.definite.symmetry import even, full_periods, halved, inversion, odd, reflection
from symcalc.tutor.definite.theorem import by_theorem

METHODS: tuple[Method, ...] = (
    equal_limits,
    zero,
    reversed_limits,
    odd,
    whatever_the_letters,
    gaussian,
    even,
    full_periods,
    many_periods,
    squares_under_roots,
    over_kinks,
    gamma,
    over_exponential,
    dirichlet,
    powers_over_logarithm,
    wallis,
    beta,
    frullani,
    by_tangent,
    logarithm_of_sine,
    reflection,
    inversion,
    at_rough_places,
    improper,
    new_limits,
    by_theorem,
    halved,
    by_comparison,
)
