"""What is said besides about matrix formulas: conventions, conditions, assumptions."""

from __future__ import annotations

REMARKS = {
    "relu": "{name} has no derivative at 0. There {name}′(0) = {value} is taken, the convention of "
    "compiled functions.",
    "normal": "Φ is the distribution function of the standard normal distribution, φ its density.",
    "powers": "∘ stands for what is done entry by entry; powers and quotients of vectors are, too.",
    "norm-1": "‖·‖₁ has kinks where an entry of {name} is 0. There sign(0) = 0 is taken, the "
    "convention of compiled functions.",
    "kink": "{name} has kinks. The formula holds away from them; there compiled functions follow "
    "a convention.",
    "softmax": "The entries of {f} are positive and add up to 1 {axis}.",
    "tied": "The entries of {name} count as free variables here, those that symmetry ties "
    "together too. Where entries (i, j) and (j, i) are one variable, the derivative is "
    "G + Gᵀ − G ∘ I, with G the gradient above.",
    "symmetric": "If {name} is symmetric, this is {result}.",
    "one-hot": "If the entries of {name} add up to 1, as those of a one-hot label do, {left} = "
    "{result}.",
    "one-hot-rows": "If every {line} of {name} adds up to 1, as one-hot labels do, {left} = "
    "{result}.",
    "cofactors": "Where {name} is singular, its determinant times its inverse stands for the "
    "transposed matrix of cofactors.",
    "cross-entropy": "cross_entropy(z, y) is the logsumexp of z less yᵀ z, for labels y that add "
    "up to 1; of several samples it is the mean.",
}
# What is assumed of a symbol, in words.
FACTS = {
    "symmetric": "symmetric",
    "orthogonal": "orthogonal",
    "diagonal": "diagonal",
    "positive definite": "positive definite",
    "plus-or-minus-1": "a matrix of 1 and −1",
    "columns-sum-to-1": "one-hot",
    "rows-sum-to-1": "one-hot",
}
# Why an assumption does not hold at a point.
BROKEN = {
    "pair": "entry {at} is {value}, entry {other} is {second}",
    "product": "entry {at} of its transpose times itself is {value}, not {wanted}",
    "entry": "entry {at} is {value}",
    "eigenvalue": "it has the eigenvalue {value}",
    "sum": "its entries add up to {value}",
    "sum-along": "{line} {k} adds up to {value}",
}
# What has to hold, by the kind of the condition, of a number or of every entry.
CONDITIONS = {
    "invertible": "{name} must be invertible.",
    "positive-determinant": "The determinant of {name} must be positive.",
    "nonzero-whole": "{name} must not be 0.",
    "nonzero": "{name} must not be 0.",
    "positive": "{name} must be positive.",
    "not-negative": "{name} must not be negative.",
    "entries-nonzero": "No entry of {name} may be 0.",
    "entries-positive": "Every entry of {name} must be positive.",
    "entries-not-negative": "No entry of {name} may be negative.",
}
LINES = ("column", "row")  # by the axis along which something is added
