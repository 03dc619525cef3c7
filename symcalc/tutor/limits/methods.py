"""The methods, in the order in which a textbook would try them."""

from __future__ import annotations

from symcalc.tutor.limits.ask import Method
from symcalc.tutor.limits.conjugates import conjugate
from symcalc.tutor.limits.dominant import dominant, growth, leading_term, vanishing
from symcalc.tutor.limits.factoring import common_denominator, factoring
from symcalc.tutor.limits.laws import composition, itself, product_law, quotient_law, sum_law
from symcalc.tutor.limits.leading_logs import leading_exponential
from symcalc.tutor.limits.lhopital import as_quotient, lhopital
from symcalc.tutor.limits.powers import powers
from symcalc.tutor.limits.rewriting import (
    exponentials,
    hyperbolic,
    logarithms,
    poles,
    reciprocal,
    roots_of_squares,
    shift,
    trigonometric,
)
from symcalc.tutor.limits.series import high_order, series
from symcalc.tutor.limits.sides import both_sides, differing, near_the_point
from symcalc.tutor.limits.squeeze import floors, squeeze
from symcalc.tutor.limits.standard import standard
from symcalc.tutor.limits.substitution import constant, substitution
from symcalc.tutor.limits.unbounded import pole, small_denominator
from symcalc.tutor.limits.witnesses import oscillation

METHODS: tuple[Method, ...] = (
    constant,
    itself,
    substitution,
    vanishing,
    roots_of_squares,
    near_the_point,
    differing,
    oscillation,
    squeeze,
    floors,
    small_denominator,
    standard,
    factoring,
    pole,
    growth,
    dominant,
    sum_law,
    product_law,
    quotient_law,
    powers,
    composition,
    conjugate,
    common_denominator,
    logarithms,
    leading_exponential,
    exponentials,
    trigonometric,
    leading_term,
    poles,
    hyperbolic,
    shift,
    high_order,
    reciprocal,
    lhopital,
    as_quotient,
    series,
    both_sides,
)
# Where L'Hôpital's rule is asked for, it comes before what would do without it.
LHOPITAL: tuple[Method, ...] = (
    *METHODS[: METHODS.index(squeeze)],
    lhopital,
    as_quotient,
    *METHODS[METHODS.index(squeeze) :],
)
