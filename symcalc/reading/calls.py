"""The functions of matrices that are called by name: one table, spelling by spelling."""

from __future__ import annotations

# Each as it is named in the formula that was read, then its other spellings; capitals
# do not matter.
SPELLED: dict[str, tuple[str, ...]] = {
    "softmax": (),
    "log_softmax": ("logsoftmax",),
    "logsumexp": ("lse", "log_sum_exp"),
    "sum": (),
    "prod": (),
    "mean": ("avg", "average"),
    "var": ("variance",),
    "std": ("stddev",),
    "max": ("amax",),
    "min": ("amin",),
    "cumsum": (),
    "dot": ("inner", "vdot"),
    "outer": (),
    "matmul": ("mm",),
    "multiply": (),
    "kron": (),
    "concat": ("concatenate", "cat"),
    "hstack": (),
    "vstack": (),
    "stack": (),
    "reshape": ("view",),
    "vec": (),
    "flatten": ("ravel",),
    "squeeze": (),
    "diag": (),
    "tril": (),
    "triu": (),
    "onehot": ("one_hot",),
    "ones": (),
    "zeros": (),
    "eye": ("identity",),
    "full": (),
    "where": (),
    "clip": ("clamp",),
    "logdet": (),
    "slogdet": (),
    "normalize": (),
    "layernorm": ("layer_norm",),
    "batchnorm": ("batch_norm",),
    "rmsnorm": ("rms_norm",),
    "cross_entropy": ("crossentropy",),
    "binary_cross_entropy": ("bce",),
    "mse": ("mse_loss", "mean_squared_error"),
    "mae": ("mae_loss", "l1_loss", "mean_absolute_error"),
    "huber": ("huber_loss",),
    "bce_with_logits": ("binary_cross_entropy_with_logits",),
    "cosine_similarity": (),
    "conv": ("conv1d", "conv2d"),
    "square": (),
}
CALLS: dict[str, str] = {
    spelling: name for name, others in SPELLED.items() for spelling in (name, *others)
}

# Heads that have words of their own; `inverse` is one that the plain grammar does not read.
OPERATIONS = {
    **dict.fromkeys(("inv", "inverse"), "inverse"),
    **dict.fromkeys(("det", "determinant"), "determinant"),
    **dict.fromkeys(("tr", "trace"), "trace"),
    "transpose": "transpose",
    "norm": "norm",
    "sum": "summation",
}

# Functions of the table of primitives that are reductions where they have one argument.
REDUCING = frozenset(("max", "min"))

# Functions whose second argument, if it is a number, is the axis: sum(X, 0).
ALONG = frozenset(("sum", "prod", "mean", "var", "std", "max", "min", "cumsum", "softmax"))
ALONG |= {"log_softmax", "logsumexp"}

# Arguments that are named, as in sum(X, axis=0), and the words that may stand for their values.
KEYWORDS = frozenset(
    ("axis", "dim", "keepdims", "keepdim", "ord", "p", "eps", "ddof", "reduction", "order", "shape")
) | {"temperature", "correction", "k", "offset", "alpha", "samples", "num_classes", "base"}
WORDS = frozenset(
    ("Inf", "True", "False", "None", "true", "false", "rows", "columns", "row", "column")
)

# The norms that are read, by what stands below the bars or after the comma.
NORMS = {
    "1": "1",
    "2": "2",
    **dict.fromkeys(("F", "f", "fro", "Fro", "Frob"), "F"),
    **dict.fromkeys(("oo", "inf", "Inf", "infty", "infinity", "∞", "max"), "oo"),
}


def call_named(word: str) -> str | None:
    """The function of matrices that a word calls.

    >>> call_named("LSE"), call_named("Softmax"), call_named("foo")
    ('logsumexp', 'softmax', None)
    """
    return CALLS.get(word) or CALLS.get(word.lower())
