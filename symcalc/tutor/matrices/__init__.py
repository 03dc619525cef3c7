"""Gradients, Jacobians and Hessians of matrix formulas, worked out step by step."""
