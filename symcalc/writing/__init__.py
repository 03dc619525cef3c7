"""From formulas and derivations to text, LaTeX, pretty text, Markdown, HTML and JSON."""

from symcalc.writing import adjoints, arithmetic, brackets, calculus, calls, conditions, matrices

# Each registers, when it is imported, how its heads are written.
SHAPES = (arithmetic, calls, calculus, conditions, brackets, matrices, adjoints)
