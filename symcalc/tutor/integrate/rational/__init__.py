"""Rational functions of the variable: their factors, their parts, their quadratics."""
