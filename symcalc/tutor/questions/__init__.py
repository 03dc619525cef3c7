"""Small questions that are worked out in a few lines; importing this package enters them."""

from symcalc.tutor.questions import taylor_values

__all__ = ["taylor_values"]
