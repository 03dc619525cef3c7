"""Small questions that are worked out in a few lines; importing this package enters them."""

from symcalc.tutor.questions import (
    array_slopes,
    differences,
    impurities,
    initial,
    logits,
    losses,
    slopes,
    slopes_at_arrays,
    surfaces,
    taylor_values,
)

__all__ = [
    "array_slopes",
    "differences",
    "impurities",
    "initial",
    "logits",
    "losses",
    "slopes",
    "slopes_at_arrays",
    "surfaces",
    "taylor_values",
]
