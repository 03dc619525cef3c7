"""Algebraic integrands: what the methods for roots of quadratics and of fractions share."""
