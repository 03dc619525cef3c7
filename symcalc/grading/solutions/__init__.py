"""Solutions of equations, inequalities and systems: what they are, and whether two have the same.

A statement becomes a `Condition` on its letters. Along a line, its truth can change only at places
that are worked out exactly; between two of them one value tells.
"""
