"""Formulas with their values by hand-written NumPy, a table for test_matrix_interpret."""

# ruff: noqa: N803, E741 - the letters are those of the formulas

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.special import erf

from symcalc.matrix.interpret import MatrixFormula
from symcalc.reading.matrices import size

Row = tuple[str, Callable[..., Any]]

# Vectors are one-dimensional here, as in NumPy; the sizes differ, so that no axis is mistaken.
SHAPES = (
    "W: (k, n), V: (q, k), x: n, u: n, y: k, b: k, d: q, X: (m, n), Y: (m, n), H: (m, k),"
    " A: (n, n), B: (n, n), rho: (1, n), tau: (m, 1), P: (n, p), g: n, s: (), l: m,"
    " Q: (m, 2p), R: 2x3, v: 3"
)
SIZES = {"k": 3, "n": 4, "q": 2, "m": 5, "p": 6}
NUMBERS = {size(name): value for name, value in SIZES.items()}


def values_of(formula: MatrixFormula) -> dict[str, Any]:
    """Positive numbers between 0.2 and 1.8 for every variable, of its shape."""
    shapes = {s.value: tuple(int(n.subs(NUMBERS)) for n in s.shape) for s in formula.symbols}
    rng = np.random.default_rng(9)
    return {name: rng.uniform(0.2, 1.8, shape) for name, shape in shapes.items()}


def softmax(z: Any, axis: int = -1) -> Any:
    return np.exp(z) / np.exp(z).sum(axis=axis, keepdims=True)


def lse(z: Any, axis: int = -1) -> Any:
    return np.log(np.exp(z).sum(axis=axis, keepdims=True))


def relu(z: Any) -> Any:
    return np.where(z > 0, z, 0)


def sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def onehot(labels: Any, count: int) -> Any:
    return np.eye(count)[labels.astype(int)]


ARITHMETIC: list[Row] = [
    ("W x", lambda W, x: W @ x),
    ("W*x", lambda W, x: W @ x),
    ("W @ x + b", lambda W, x, b: W @ x + b),
    ("V W x", lambda V, W, x: V @ W @ x),
    ("V (W x + b) + d", lambda V, W, x, b, d: V @ (W @ x + b) + d),
    ("x^T u", lambda x, u: x @ u),
    ("x^T A u", lambda x, A, u: x @ A @ u),
    ("x x^T", lambda x: np.outer(x, x)),
    ("x^T u y", lambda x, u, y: (x @ u) * y),
    ("y x^T u", lambda y, x, u: (x @ u) * y),
    ("x^T A x u^T B", lambda x, A, u, B: (x @ A @ x) * (u @ B)[None]),
    ("s W x", lambda s, W, x: s * (W @ x)),
    ("W s x", lambda s, W, x: s * (W @ x)),
    ("2 x - u/2", lambda x, u: 2 * x - u / 2),
    ("-x", lambda x: -x),
    ("-(x - u)", lambda x, u: u - x),
    ("x + 1", lambda x: x + 1),
    ("1 - x", lambda x: 1 - x),
    ("a x + c u", lambda a, x, c, u: a * x + c * u),
    ("x ⊙ u", lambda x, u: x * u),
    ("x .* u", lambda x, u: x * u),
    ("A x ⊙ u", lambda A, x, u: (A @ x) * u),
    ("A ⊙ B ⊙ A", lambda A, B: A * B * A),
    ("s ⊙ x", lambda s, x: s * x),
    ("x/u", lambda x, u: x / u),
    ("x ./ u", lambda x, u: x / u),
    ("1/x", lambda x: 1 / x),
    ("x/s", lambda x, s: x / s),
    ("x/2/s", lambda x, s: x / 2 / s),
    ("A/B", lambda A, B: A / B),
    ("x^2", lambda x: x**2),
    ("X^2", lambda X: X**2),
    ("A^2", lambda A: A @ A),
    ("A^3", lambda A: A @ A @ A),
    ("A^0", lambda: np.eye(4)),
    ("A.^2", lambda A: A * A),
    ("A^{\\circ 2}", lambda A: A * A),
    ("A^-1", lambda A: np.linalg.inv(A)),
    ("A^{-2}", lambda A: np.linalg.inv(A @ A)),
    ("A^{-T}", lambda A: np.linalg.inv(A).T),
    ("(A^T)^-1 x", lambda A, x: np.linalg.solve(A.T, x)),
    ("inv(A) x", lambda A, x: np.linalg.solve(A, x)),
    ("x^s", lambda x, s: x**s),
    ("2^x", lambda x: 2.0**x),
    ("e^x", lambda x: np.exp(x)),
    ("x^u", lambda x, u: x**u),
    ("x^(1/2)", lambda x: np.sqrt(x)),
    ("(W x)^T", lambda W, x: (W @ x)[None]),
    ("(W A)^T y", lambda W, A, y: A.T @ W.T @ y),
    ("X^T X", lambda X: X.T @ X),
    ("(X^T X + s I)^-1 X^T l", lambda X, s, l: np.linalg.solve(X.T @ X + s * np.eye(4), X.T @ l)),
    ("A - s I_n", lambda A, s: A - s * np.eye(4)),
    ("I x", lambda x: x),
    ("\\mathbf{1}^T x", lambda x: x.sum()),
    ("X \\mathbf{1}", lambda X: X.sum(1)),
    ("x - \\mathbf{1} mean(x)", lambda x: x - x.mean()),
    ("(I - \\mathbf{1} \\mathbf{1}^T/n) x", lambda x: x - x.mean()),
    ("x/n + 1/sqrt(n) u", lambda x, u: x / 4 + u / 2),
    ("Q Q^T/(2p)", lambda Q: Q @ Q.T / 12),
    ("R v", lambda R, v: R @ v),
    ("pi x + e u", lambda x, u: np.pi * x + np.e * u),
    ("z = W x + b; h = relu(z); h^T h", lambda W, x, b: (relu(W @ x + b) ** 2).sum()),
    ("mu = mean(X, axis=0); (X - mu)^T (X - mu)", lambda X: (X - X.mean(0)).T @ (X - X.mean(0))),
    ("L = s a + 1", lambda s, a: s * a + 1),
    ("3", lambda: 3),
]

BROADCASTS: list[Row] = [
    ("X + x", lambda X, x: X + x),
    ("X - x", lambda X, x: X - x),
    ("x + X", lambda X, x: x + X),
    ("X + rho", lambda X, rho: X + rho),
    ("X + tau", lambda X, tau: X + tau),
    ("X + l", lambda X, l: X + l[:, None]),
    ("tau + rho", lambda tau, rho: tau + rho),
    ("tau rho", lambda tau, rho: tau * rho),
    ("rho + x", lambda rho, x: rho + x),
    ("X ⊙ x", lambda X, x: X * x),
    ("X/x", lambda X, x: X / x),
    ("x/X", lambda X, x: x / X),
    ("X ⊙ tau", lambda X, tau: X * tau),
    ("X W^T + b", lambda X, W, b: X @ W.T + b),
    ("1 + X", lambda X: 1 + X),
    ("X + s", lambda X, s: X + s),
    ("A + x", lambda A, x: A + x),
    ("X - mean(X, axis=0)", lambda X: X - X.mean(0)),
    ("X - mean(X, axis=1, keepdims=True)", lambda X: X - X.mean(1, keepdims=True)),
    ("A - mean(A, axis=1)", lambda A: A - A.mean(1, keepdims=True)),
    ("A - mean(A, axis=0)", lambda A: A - A.mean(0)),
    ("x - mean(X, axis=0)", lambda x, X: x - X.mean(0)),
    ("X/sum(X, axis=1)", lambda X: X / X.sum(1, keepdims=True)),
    ("sum(X^2, axis=1) + sum(Y^2, axis=1)^T - 2 X Y^T", lambda X, Y: pairwise(X, Y)),
    ("max(X, x)", lambda X, x: np.maximum(X, x)),
    ("max(x, 1)", lambda x: np.maximum(x, 1)),
    ("1[X > x]", lambda X, x: (x < X) * 1),
    ("where(X > 1, X, x)", lambda X, x: np.where(X > 1, X, x)),
    ("X.^x", lambda X, x: X**x),
]


def pairwise(X: Any, Y: Any) -> Any:
    return ((X[:, None] - Y[None]) ** 2).sum(-1)


FUNCTIONS: list[Row] = [
    ("sum(x)", lambda x: x.sum()),
    ("sum(X)", lambda X: X.sum()),
    ("sum(X, axis=0)", lambda X: X.sum(0)[None]),
    ("sum(X, axis=1)", lambda X: X.sum(1)),
    ("sum(X, 0)", lambda X: X.sum(0)[None]),
    ("sum(X, axis=-1)", lambda X: X.sum(1)),
    ("X.sum(axis=0)", lambda X: X.sum(0)[None]),
    ("sum(x, axis=0)", lambda x: x.sum()),
    ("sum(s)", lambda s: s),
    ("sum(sum(X, axis=0))", lambda X: X.sum()),
    ("mean(x)", lambda x: x.mean()),
    ("mean(X)", lambda X: X.mean()),
    ("mean(X, axis=0)", lambda X: X.mean(0)[None]),
    ("mean(X, axis=1)", lambda X: X.mean(1)),
    ("var(x)", lambda x: x.var()),
    ("var(x, ddof=1)", lambda x: x.var(ddof=1)),
    ("var(X)", lambda X: X.var()),
    ("var(X, axis=0)", lambda X: X.var(0)[None]),
    ("var(X, axis=1)", lambda X: X.var(1)),
    ("std(x)", lambda x: x.std()),
    ("std(X, axis=0)", lambda X: X.std(0)[None]),
    ("prod(x)", lambda x: x.prod()),
    ("prod(X)", lambda X: X.prod()),
    ("cumsum(x)", lambda x: x.cumsum()),
    ("cumsum(X, axis=0)", lambda X: X.cumsum(0)),
    ("cumsum(X, axis=1)", lambda X: X.cumsum(1)),
    ("dot(x, u)", lambda x, u: x @ u),
    ("dot(X, Y)", lambda X, Y: (X * Y).sum()),
    ("dot(x, mean(X, axis=0))", lambda x, X: x @ X.mean(0)),
    ("outer(x, y)", lambda x, y: np.outer(x, y)),
    ("matmul(W, x)", lambda W, x: W @ x),
    ("multiply(x, u)", lambda x, u: x * u),
    ("concat(X, Y)", lambda X, Y: np.concatenate([X, Y])),
    ("concat((X, H), axis=1)", lambda X, H: np.concatenate([X, H], 1)),
    ("hstack(X, H)", lambda X, H: np.hstack([X, H])),
    ("vstack([X, rho])", lambda X, rho: np.vstack([X, rho])),
    ("concat(x, y)", lambda x, y: np.concatenate([x, y])),
    ("stack(x, u)", lambda x, u: np.stack([x, u])),
    ("stack(x, u, axis=1)", lambda x, u: np.stack([x, u], 1)),
    ("[x; y]", lambda x, y: np.concatenate([x, y])),
    ("[x; 1]", lambda x: np.append(x, 1)),
    ("[A, B; B, A]", lambda A, B: np.block([[A, B], [B, A]])),
    ("[X, H]", lambda X, H: np.hstack([X, H])),
    ("[1, 2, 3]^T v", lambda v: v @ [1, 2, 3]),
    ("reshape(X, n, m)", lambda X: X.reshape(4, 5)),
    ("reshape(X, (n, -1))", lambda X: X.reshape(4, 5)),
    ("reshape(X, -1)", lambda X: X.reshape(-1)),
    ("vec(X)", lambda X: X.T.reshape(-1)),
    ("squeeze(rho)", lambda rho: rho[0]),
    ("diag(x)", lambda x: np.diag(x)),
    ("diag(A)", lambda A: np.diag(A)),
    ("diag(x) A diag(u)", lambda x, A, u: x[:, None] * A * u),
    ("tril(A)", lambda A: np.tril(A)),
    ("tril(A, k=-1)", lambda A: np.tril(A, -1)),
    ("triu(X)", lambda X: np.triu(X)),
    ("triu(X, k=1)", lambda X: np.triu(X, 1)),
    ("onehot(2, n)", lambda: np.eye(4)[2]),
    ("onehot(floor(l), 4)", lambda l: onehot(np.floor(l), 4)),
    ("ones(n)", lambda: np.ones(4)),
    ("ones(m, n)", lambda: np.ones((5, 4))),
    ("ones((m, n)) P", lambda P: np.ones((5, 4)) @ P),
    ("zeros(n) + x", lambda x: x),
    ("eye(n)", lambda: np.eye(4)),
    ("eye(3) v", lambda v: v),
    ("full((m, n), s)", lambda s: np.full((5, 4), s)),
    ("full(n, 2)", lambda: np.full(4, 2)),
    ("where(x > 1, x, u)", lambda x, u: np.where(x > 1, x, u)),
    ("where(x > 1, x, 0)", lambda x: np.where(x > 1, x, 0)),
    ("clip(x, 1/2, 1)", lambda x: np.clip(x, 0.5, 1)),
    ("logdet(A)", lambda A: np.linalg.slogdet(A)[1]),
    ("log det A", lambda A: np.linalg.slogdet(A)[1]),
    ("log |det(A)|", lambda A: np.linalg.slogdet(A)[1]),
    ("det(A)", lambda A: np.linalg.det(A)),
    ("|A|", lambda A: np.linalg.det(A)),
    ("tr(A B)", lambda A, B: np.trace(A @ B)),
    ("trace(s)", lambda s: s),
    ("normalize(x)", lambda x: x / np.linalg.norm(x)),
    ("normalize(X)", lambda X: X / np.linalg.norm(X, axis=1, keepdims=True)),
    ("normalize(X, axis=0)", lambda X: X / np.linalg.norm(X, axis=0)),
    ("square(x)", lambda x: x * x),
    ("softmax(x)", lambda x: softmax(x)),
    ("softmax(X)", lambda X: softmax(X)),
    ("softmax(X, axis=0)", lambda X: softmax(X, 0)),
    ("softmax(X, dim=-1)", lambda X: softmax(X)),
    ("softmax(rho)", lambda rho: softmax(rho)),
    ("softmax(x, temperature=2)", lambda x: softmax(x / 2)),
    ("log_softmax(x)", lambda x: np.log(softmax(x))),
    ("log_softmax(X)", lambda X: np.log(softmax(X))),
    ("logsumexp(x)", lambda x: lse(x)[0]),
    ("logsumexp(X)", lambda X: lse(X)),
    ("logsumexp(X, axis=0)", lambda X: lse(X, 0)),
    ("X - logsumexp(X, axis=1)", lambda X: X - lse(X)),
    ("layernorm(x)", lambda x: norm(x)),
    ("layernorm(x, eps=0)", lambda x: norm(x, 0)),
    ("layernorm(X)", lambda X: norm(X)),
    ("layernorm(X, g, x)", lambda X, g, x: g * norm(X) + x),
    ("layernorm(x, g, u)", lambda x, g, u: g * norm(x) + u),
    ("batchnorm(X)", lambda X: norm(X.T).T),
    ("batchnorm(X, g, x)", lambda X, g, x: g * norm(X.T).T + x),
    ("rmsnorm(x)", lambda x: x / np.sqrt((x * x).mean() + 1e-5)),
    ("rmsnorm(X, g)", lambda X, g: g * X / np.sqrt((X * X).mean(1, keepdims=True) + 1e-5)),
    ("mse(x, u)", lambda x, u: ((x - u) ** 2).mean()),
    ("mse(X, Y)", lambda X, Y: ((X - Y) ** 2).mean()),
    ('mse(X, Y, reduction="sum")', lambda X, Y: ((X - Y) ** 2).sum()),
    ("cross_entropy(x, u)", lambda x, u: lse(x)[0] - u @ x),
    ("cross_entropy(X, Y)", lambda X, Y: (lse(X)[:, 0] - (X * Y).sum(1)).mean()),
    ("cross_entropy(X, onehot(floor(l), n))", lambda X, l: picked(X, np.floor(l)).mean()),
    ("mae(x, u)", lambda x, u: np.abs(x - u).mean()),
    ("huber(3x, u)", lambda x, u: huber(3 * x - u, 1).mean()),
    ("huber(3x, u, 2)", lambda x, u: huber(3 * x - u, 2).mean()),
    ("huber(X, Y, s)", lambda X, Y, s: huber(X - Y, s).mean()),
    ("bce_with_logits(x, u)", lambda x, u: bce(sigmoid(x), u).mean()),
    ("bce_with_logits(X, Y)", lambda X, Y: bce(sigmoid(X), Y).mean()),
    ("cosine_similarity(x, u)", lambda x, u: x @ u / np.sqrt((x @ x) * (u @ u))),
    ("flatten(X)", lambda X: X.reshape(-1)),
    ("binary_cross_entropy(sigmoid(x), u)", lambda x, u: bce(sigmoid(x), u).mean()),
    ("binary_cross_entropy(sigmoid(X), Y)", lambda X, Y: bce(sigmoid(X), Y).mean()),
    ("‖x‖", lambda x: np.linalg.norm(x)),
    ("||x - u||^2", lambda x, u: ((x - u) ** 2).sum()),
    ("||x||_1", lambda x: np.abs(x).sum()),
    ("norm(x, 2)", lambda x: np.linalg.norm(x)),
    ("||X||_F^2", lambda X: (X * X).sum()),
    ("||X||", lambda X: np.sqrt((X * X).sum())),
    ("‖s‖", lambda s: abs(s)),
    ("|x - u|", lambda x, u: np.abs(x - u)),
    ("x^T A x/(x^T x)", lambda x, A: x @ A @ x / (x @ x)),
    ("x^T u/(‖x‖ ‖u‖)", lambda x, u: x @ u / np.linalg.norm(x) / np.linalg.norm(u)),
]


def norm(z: Any, eps: float = 1e-5) -> Any:
    return (z - z.mean(-1, keepdims=True)) / np.sqrt(z.var(-1, keepdims=True) + eps)


def bce(p: Any, y: Any) -> Any:
    return -y * np.log(p) - (1 - y) * np.log(1 - p)


def huber(gap: Any, edge: Any) -> Any:
    far = abs(gap) > edge
    return np.where(far, edge * (abs(gap) - edge / 2), gap**2 / 2)


def picked(logits: Any, labels: Any) -> Any:
    return lse(logits)[:, 0] - logits[np.arange(len(logits)), labels.astype(int)]


ENTRYWISE: list[Row] = [
    ("exp(x)", lambda x: np.exp(x)),
    ("log(x)", lambda x: np.log(x)),
    ("log(X)", lambda X: np.log(X)),
    ("log_2(x)", lambda x: np.log2(x)),
    ("sqrt(A)", lambda A: np.sqrt(A)),
    ("sin(W x)", lambda W, x: np.sin(W @ x)),
    ("tanh(X)", lambda X: np.tanh(X)),
    ("sin^2(x) + cos(x)^2", lambda x: x * 0 + 1),
    ("relu(x - u)", lambda x, u: relu(x - u)),
    ("max(0, x - u)", lambda x, u: relu(x - u)),
    ("max(x, u, 1)", lambda x, u: np.maximum(np.maximum(x, u), 1)),
    ("min(x, u)", lambda x, u: np.minimum(x, u)),
    ("sigmoid(X)", lambda X: sigmoid(X)),
    ("σ(x)", lambda x: sigmoid(x)),
    ("softplus(x)", lambda x: np.log1p(np.exp(x))),
    ("leaky_relu(x - u)", lambda x, u: np.where(x > u, x - u, 0.01 * (x - u))),
    ("leaky_relu(x - u, 0.1)", lambda x, u: np.where(x > u, x - u, 0.1 * (x - u))),
    ("elu(x - u)", lambda x, u: np.where(x > u, x - u, np.exp(x - u) - 1)),
    ("gelu(x)", lambda x: x * (1 + erf(x / np.sqrt(2))) / 2),
    ("silu(x)", lambda x: x * sigmoid(x)),
    ("hardtanh(2 x - 1)", lambda x: np.clip(2 * x - 1, -1, 1)),
    ("erf(x)", lambda x: erf(x)),
    ("sign(x - u)", lambda x, u: np.sign(x - u)),
    ("stop_gradient(x) ⊙ u", lambda x, u: x * u),
    ("1[x > u]", lambda x, u: (x > u) * 1),
    ("1[x > u] ⊙ x", lambda x, u: (x > u) * x),
    ("(x >= 1) ⊙ x", lambda x: (x >= 1) * x),
    ("\\mathbb{1}[x \\le u]", lambda x, u: (x <= u) * 1),
    ("\\begin{cases} x & x > 1 \\\\ u & x \\le 1\\end{cases}", lambda x, u: np.where(x > 1, x, u)),
]

MODELS: list[Row] = [
    ("sum((V relu(W x + b) + d)^2)", lambda V, W, x, b, d: ((V @ relu(W @ x + b) + d) ** 2).sum()),
    ("1/2 ||W x - y||^2 + s ||W||_F^2", lambda W, x, y, s: least(W, x, y) + s * (W**2).sum()),
    ("(y - W x)^T (y - W x)", lambda W, x, y: 2 * least(W, x, y)),
    ("y^T log(softmax(W x))", lambda y, W, x: y @ np.log(softmax(W @ x))),
    ("softmax(X Y^T/sqrt(n)) H", lambda X, Y, H: softmax(X @ Y.T / 2) @ H),
    ("x + P relu(P^T x)", lambda x, P: x + P @ relu(P.T @ x)),
    ("log det A + x^T A^{-1} x", lambda A, x: np.linalg.slogdet(A)[1] + x @ np.linalg.solve(A, x)),
    ("mean(log(1 + exp(-l ⊙ (X x))))", lambda l, X, x: np.log1p(np.exp(-l * (X @ x))).mean()),
    ("1/m sum((X x - l)^2)", lambda X, x, l: ((X @ x - l) ** 2).sum() / 5),
    ("‖X - H W‖^2", lambda X, H, W: ((X - H @ W) ** 2).sum()),
]


def least(W: Any, x: Any, y: Any) -> Any:
    return ((W @ x - y) ** 2).sum() / 2


TABLE: list[Row] = [
    row for part in (ARITHMETIC, BROADCASTS, FUNCTIONS, ENTRYWISE, MODELS) for row in part
]

# With samples as columns: biases stand, softmax and normalisations go down a column.
COLUMNS: list[Row] = [
    ("W X + b", lambda W, X, b: W @ X + b[:, None]),
    ("A + x", lambda A, x: A + x[:, None]),
    ("X + l", lambda X, l: X + l),
    ("softmax(X)", lambda X: softmax(X, 0)),
    ("logsumexp(X)", lambda X: lse(X, 0)),
    ("cross_entropy(X, Y)", lambda X, Y: (lse(X, 0)[0] - (X * Y).sum(0)).mean()),
    ("layernorm(X)", lambda X: norm(X.T).T),
    ("batchnorm(X)", lambda X: norm(X)),
    ("normalize(X)", lambda X: X / np.linalg.norm(X, axis=0)),
    ("mean(X, axis=0)", lambda X: X.mean(0)[None]),
    ("onehot(floor(l), n)", lambda l: onehot(np.floor(l), 4).T),
    ("V relu(W X + b) + d", lambda V, W, X, b, d: V @ relu(W @ X + b[:, None]) + d[:, None]),
]
COLUMN_SHAPES = SHAPES.replace("X: (m, n), Y: (m, n)", "X: (n, m), Y: (n, m)")
