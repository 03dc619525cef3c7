"""Derivatives of matrix formulas as the literature has them.

A row is the formula, the shapes, the symbol, the derivative in the book's form, and what is printed
where the exact form is asked for. The sources: K. B. Petersen and M. S. Pedersen, The Matrix
Cookbook (2012), equations in brackets; J. R. Magnus and H. Neudecker, Matrix Differential Calculus
(2019); C. M. Bishop, Pattern Recognition and Machine Learning (2006); I. Goodfellow et al., Deep
Learning (2016); for attention and layer normalisation the derivation by hand.
"""

from __future__ import annotations

from typing import NamedTuple


class Identity(NamedTuple):
    """One derivative of the literature."""

    text: str
    wrt: str
    answer: str
    printed: str = ""
    facts: str = ""  # "S symmetric; y columns-sum-to-1"


# Letters have the same shapes in all rows.
SHAPES = (
    "A: (n, n), B: (n, n), C: (n, n), X: (n, n), S: (n, n), Q: (n, n), P: (m, n), R: (m, n), "
    "U: (m, r), V: (n, r), D: (n, m), F: (m, m), a: n, b: n, c: m, x: n, w: n, mu: n, y: m, t: (), "
    "s: (), W: (k, n), v: k, W1: (k, n), b1: k, W2: (q, k), b2: q, W3: (p, q), b3: p, "
    "z: q, Y: q, O: p, M: (m, n), N: (m, n), L: (m, k), K1: (m, k), Z: (m, q), Yb: (m, q), "
    "H: (m, k), G: (k, q), g: (1, q), gamma: n, beta: n, E1: (n, n), Lr: (k, r), Rr: (r, n)"
)

TRACES = [
    Identity("tr(X)", "X", "I_n", "I_n"),  # (99)
    Identity("tr(X A)", "X", "A^T", "Aᵀ"),  # (100)
    Identity("tr(A X B)", "X", "A^T B^T", "Aᵀ Bᵀ"),  # (101)
    Identity("tr(A X^T B)", "X", "B A", "B A"),  # (102)
    Identity("tr(X^T A)", "X", "A", "A"),  # (103)
    Identity("tr(A X^T)", "X", "A", "A"),  # (104)
    Identity("tr(X X)", "X", "2 X^T", "2Xᵀ"),  # (106)
    Identity("tr(X X B)", "X", "(X B + B X)^T"),  # (107)
    Identity("tr(X^T B X)", "X", "B X + B^T X", "(B + Bᵀ) X"),  # (108)
    Identity("tr(B X X^T)", "X", "B X + B^T X", "(B + Bᵀ) X"),  # (109)
    Identity("tr(X B X^T)", "X", "X B^T + X B", "X (B + Bᵀ)"),  # (111)
    Identity("tr(A X B X)", "X", "A^T X^T B^T + B^T X^T A^T"),  # (114)
    Identity("tr(P^T P)", "P", "2 P", "2P"),  # (115)
    Identity("tr(B^T X^T C X B)", "X", "C^T X B B^T + C X B B^T"),  # (116)
    Identity("tr(X^T B X C)", "X", "B X C + B^T X C^T"),  # (117)
    Identity("tr(A X B X^T C)", "X", "A^T C^T X B^T + C A X B"),  # (118)
    Identity("tr((A X B + C) (A X B + C)^T)", "X", "2 A^T (A X B + C) B^T"),  # (119)
    Identity("tr(X^3)", "X", "3 (X^2)^T"),  # (121), k = 3
    Identity("tr(A X^3)", "X", "(A X X + X A X + X X A)^T"),  # (122), k = 3
    Identity("tr(A X^{-1} B)", "X", "-X^{-T} A^T B^T X^{-T}", "−X⁻ᵀ Aᵀ Bᵀ X⁻ᵀ"),  # (124)
    Identity("tr((X + A)^{-1})", "X", "-((X + A)^{-1} (X + A)^{-1})^T"),  # (64)
    Identity(
        "tr((P^T F P)^{-1} A)",
        "P",
        "-F P (P^T F P)^{-1} (A + A^T) (P^T F P)^{-1}",
        "−F P (Pᵀ F P)⁻¹ (A + Aᵀ) (Pᵀ F P)⁻¹",
        "F symmetric",
    ),  # (125)
    Identity("tr(A)^2", "A", "2 tr(A) I_n"),
]

DETERMINANTS = [
    Identity("det(X)", "X", "det(X) X^{-T}", "det(X) X⁻ᵀ"),  # (49)
    Identity("det(A X B)", "X", "det(A X B) X^{-T}"),  # (51)
    Identity("log(det(X))", "X", "X^{-T}", "X⁻ᵀ"),  # (57)
    Identity("log(det(P^T P))", "P", "2 P (P^T P)^{-1}", "2P (Pᵀ P)⁻¹"),  # (55)
    Identity("det(X)^2", "X", "2 det(X)^2 X^{-T}"),  # (58), k = 2
    Identity("log(det(S))", "S", "S^{-1}", "S⁻¹", "S symmetric"),
    Identity("log(det(P^T F P))", "P", "2 F P (P^T F P)^{-1}", "2F P (Pᵀ F P)⁻¹", "F symmetric"),
    Identity("log(det(A + t B))", "t", "tr((A + t B)^{-1} B)", "tr((A + t B)⁻¹ B)"),
    Identity("det(I_n + t A)", "t", "det(I_n + t A) tr((I_n + t A)^{-1} A)"),
]

QUADRATIC = [
    Identity("a^T x", "x", "a", "a"),  # (69)
    Identity("x^T a", "x", "a", "a"),  # (69)
    Identity("a^T X b", "X", "a b^T", "a bᵀ"),  # (70)
    Identity("a^T X^T b", "X", "b a^T", "b aᵀ"),  # (71)
    Identity("a^T X^{-1} b", "X", "-X^{-T} a b^T X^{-T}", "−X⁻ᵀ a bᵀ X⁻ᵀ"),  # (61)
    Identity("x^T x", "x", "2 x", "2x"),
    Identity("x^T A x", "x", "(A + A^T) x", "(A + Aᵀ) x"),  # (81)
    Identity("x^T S x", "x", "2 S x", "2S x", "S symmetric"),
    Identity("b^T X^T X a", "X", "X (a b^T + b a^T)"),  # (77)
    Identity("(A x + b)^T C (A x + b)", "x", "A^T (C + C^T) (A x + b)"),  # (78)
    Identity("b^T X^T A X a", "X", "A^T X b a^T + A X a b^T"),  # (82)
    Identity(
        "(x - A a)^T S (x - A a)", "x", "2 S (x - A a)", "2S (x − A a)", "S symmetric"
    ),  # (85)
    Identity("(x - A a)^T S (x - A a)", "a", "-2 A^T S (x - A a)", "", "S symmetric"),  # (84)
    Identity("(x - A a)^T S (x - A a)", "A", "-2 S (x - A a) a^T", "", "S symmetric"),  # (88)
    Identity("(a^T x)^2", "x", "2 (a^T x) a"),
    Identity("x^T A x / (x^T x)", "x", "(A + A^T) x/(x^T x) - 2 (x^T A x) x/(x^T x)^2"),
    Identity("exp(-x^T S x / 2)", "x", "-exp(-x^T S x/2) S x", "", "S symmetric"),
    Identity("sqrt(1 + x^T x)", "x", "x/sqrt(1 + x^T x)"),
]

REGRESSION = [
    Identity("||P w - y||^2", "w", "2 P^T (P w - y)", "2Pᵀ (P w − y)"),
    Identity("1/2 ||y - P w||^2", "w", "P^T (P w - y)", "Pᵀ (P w − y)"),
    Identity("1/m ||P w - y||^2", "w", "2/m P^T (P w - y)"),
    Identity(
        "||P w - y||^2 + lambda ||w||^2",
        "w",
        "2 P^T (P w - y) + 2 lambda w",
        "2Pᵀ (P w − y) + 2λ w",
    ),
    Identity("(y - P w)^T F (y - P w)", "w", "-2 P^T F (y - P w)", "", "F symmetric"),
    Identity("||P w - y||^2 + lambda ||w||_1", "w", "2 P^T (P w - y) + lambda sign(w)"),
    Identity(
        "sum(log(1 + exp(-y ∘ (P w))))",
        "w",
        "-P^T (y ∘ sigmoid(-y ∘ (P w)))",
        "−Pᵀ (y ∘ sigmoid(−y ∘ (P w)))",
    ),
    Identity(
        "sum(log(1 + exp(P w))) - y^T P w",
        "w",
        "P^T (sigmoid(P w) - y)",
        "Pᵀ (sigmoid(P w) − y)",
    ),
    Identity(  # Bishop (4.91), over the number of samples
        "-1/m (y^T log(sigmoid(P w)) + (1 - y)^T log(1 - sigmoid(P w)))",
        "w",
        "1/m P^T (sigmoid(P w) - y)",
        "Pᵀ (sigmoid(P w) − y)/m",
    ),
    Identity("||P - U V^T||_F^2", "U", "-2 (P - U V^T) V", "2 (U Vᵀ − P) V"),
    Identity("||P - U V^T||_F^2", "V", "-2 (P - U V^T)^T U"),
    Identity("||P X - M||_F^2", "X", "2 P^T (P X - M)", "2Pᵀ (P X − M)"),
    Identity("||W x - v||^2 / 2", "W", "(W x - v) x^T", "(W x − v) xᵀ"),
    Identity("||(W + Lr Rr) x - v||^2", "Lr", "2 ((W + Lr Rr) x - v) x^T Rr^T"),
    Identity("||(W + Lr Rr) x - v||^2", "Rr", "2 Lr^T ((W + Lr Rr) x - v) x^T"),
    Identity("sum((P w - y)^2)", "w", "2 P^T (P w - y)", "2Pᵀ (P w − y)"),
    Identity("||P ∘ M - N||_F^2", "M", "2 P ∘ (P ∘ M - N)"),
]

NORMS = [
    Identity("||x||", "x", "x/||x||", "x/‖x‖"),
    Identity("||x||_1", "x", "sign(x)", "sign(x)"),
    Identity("||X||_F", "X", "X/||X||_F", "X/‖X‖_F"),
    Identity("||X||_F^2", "X", "2 X", "2X"),
    Identity("||x - a||", "x", "(x - a)/||x - a||", "(x − a)/‖x − a‖"),  # (129)
    Identity("||x||^3", "x", "3 ||x|| x"),
    Identity("1/||x||", "x", "-x/||x||^3", "−x/‖x‖³"),
    Identity("a^T x/||x||", "x", "(I_n - x x^T/||x||^2) a/||x||"),  # (130)
    Identity("a^T x/(||a|| ||x||)", "x", "a/(||a|| ||x||) - (a^T x) x/(||a|| ||x||^3)"),
    Identity("log(||x||)", "x", "x/(x^T x)", "x/‖x‖²"),
]

GAUSSIAN = [
    Identity(
        "-1/2 log(det(S)) - 1/2 (x - mu)^T S^{-1} (x - mu)",
        "mu",
        "S^{-1} (x - mu)",
        "S⁻¹ (x − μ)",
        "S symmetric",
    ),
    Identity(
        "-1/2 log(det(S)) - 1/2 (x - mu)^T S^{-1} (x - mu)",
        "S",
        "-1/2 S^{-1} + 1/2 S^{-1} (x - mu) (x - mu)^T S^{-1}",
        "",
        "S symmetric",
    ),
    Identity(
        "1/2 log(det(S)) - 1/2 (x - mu)^T S (x - mu)",
        "S",
        "1/2 S^{-1} - 1/2 (x - mu) (x - mu)^T",
        "",
        "S symmetric",
    ),
    Identity("y^T (F + t I_m)^{-1} y", "t", "-y^T (F + t I_m)^{-2} y", "−yᵀ (F + t I_m)⁻² y"),
    Identity("1/2 (tr(S) + mu^T mu - n - log(det(S)))", "mu", "mu", "μ"),
    Identity(
        "1/2 (tr(S) + mu^T mu - n - log(det(S)))", "S", "1/2 (I_n - S^{-1})", "", "S symmetric"
    ),
    Identity(
        "1/2 (tr(S^{-1} Q) + (mu - x)^T S^{-1} (mu - x) + log(det(S)))",
        "mu",
        "S^{-1} (mu - x)",
        "S⁻¹ (μ − x)",
        "S symmetric",
    ),
]

ENTRIES = [
    Identity("sum(exp(x))", "x", "exp(x)", "e^x"),
    Identity("logsumexp(x)", "x", "softmax(x)", "softmax(x)"),
    Identity("log(sum(exp(x)))", "x", "softmax(x)", "softmax(x)"),
    Identity("logsumexp(z) - Y^T z", "z", "softmax(z) - Y", "softmax(z) − Y"),
    Identity("-Y^T log(softmax(z))", "z", "softmax(z) - Y", "softmax(z) − Y", "Y columns-sum-to-1"),
    Identity("-Y^T log(softmax(z))", "z", "sum(Y) softmax(z) - Y"),
    Identity("-Y^T log_softmax(z)", "z", "softmax(z) - Y", "softmax(z) − Y", "Y columns-sum-to-1"),
    Identity("a^T softmax(x)", "x", "(diag(softmax(x)) - softmax(x) softmax(x)^T) a"),
    Identity("a^T tanh(x)", "x", "a ∘ (1 - tanh(x)^2)"),
    Identity("a^T sigmoid(x)", "x", "a ∘ sigmoid(x) ∘ (1 - sigmoid(x))"),
    Identity("a^T relu(x)", "x", "a ∘ 1[x > 0]"),
    Identity("x^T log(x)", "x", "log(x) + 1"),
    Identity("sum(x ∘ log(x ./ a))", "x", "log(x ./ a) + 1", "log(x ⊘ a) + 1"),
    Identity("sum(x ∘ log(x ./ a))", "a", "-x ./ a", "−x ⊘ a"),
    Identity("a^T (A ∘ B) b", "A", "(a b^T) ∘ B"),
    Identity("a^T diag(x) b", "x", "a ∘ b", "a ∘ b"),
    Identity("sum(P ∘ P ∘ P)", "P", "3 P ∘ P"),
    Identity("sum(max(0, 1 - y ∘ (P w)))", "w", "-P^T (y ∘ 1[y ∘ (P w) < 1])"),
]

NETWORKS = [
    Identity("1/2 ||W2 sigmoid(W1 x + b1) + b2 - Y||^2", "b2", "W2 sigmoid(W1 x + b1) + b2 - Y"),
    Identity(
        "1/2 ||W2 sigmoid(W1 x + b1) + b2 - Y||^2",
        "W2",
        "(W2 sigmoid(W1 x + b1) + b2 - Y) sigmoid(W1 x + b1)^T",
    ),
    Identity(
        "1/2 ||W2 sigmoid(W1 x + b1) + b2 - Y||^2",
        "b1",
        "(W2^T (W2 sigmoid(W1 x + b1) + b2 - Y)) ∘ sigmoid(W1 x + b1) ∘ (1 - sigmoid(W1 x + b1))",
    ),
    Identity(
        "1/2 ||W2 tanh(W1 x + b1) + b2 - Y||^2",
        "W1",
        "((W2^T (W2 tanh(W1 x + b1) + b2 - Y)) ∘ (1 - tanh(W1 x + b1)^2)) x^T",
    ),
    Identity(
        "-Y^T log(softmax(W2 relu(W1 x + b1) + b2))",
        "W1",
        "((W2^T (softmax(W2 relu(W1 x + b1) + b2) - Y)) ∘ 1[W1 x + b1 > 0]) x^T",
        "((W2ᵀ (softmax(W2 relu(W1 x + b1) + b2) − Y)) ∘ 𝟏[W1 x + b1 > 0]) xᵀ",
        "Y columns-sum-to-1",
    ),
    Identity(
        "-Y^T log(softmax(W2 relu(W1 x + b1) + b2))",
        "W2",
        "(softmax(W2 relu(W1 x + b1) + b2) - Y) relu(W1 x + b1)^T",
        "(softmax(W2 relu(W1 x + b1) + b2) − Y) relu(W1 x + b1)ᵀ",
        "Y columns-sum-to-1",
    ),
    Identity(
        "-Y^T log(softmax(W2 relu(W1 x + b1) + b2))",
        "x",
        "W1^T ((W2^T (softmax(W2 relu(W1 x + b1) + b2) - Y)) ∘ 1[W1 x + b1 > 0])",
        "",
        "Y columns-sum-to-1",
    ),
    Identity(
        "1/2 ||W3 tanh(W2 tanh(W1 x)) - O||^2",
        "W1",
        "((W2^T ((W3^T (W3 tanh(W2 tanh(W1 x)) - O)) ∘ (1 - tanh(W2 tanh(W1 x))^2)))"
        " ∘ (1 - tanh(W1 x)^2)) x^T",
    ),
    Identity("a^T (x + V tanh(V^T x))", "x", "a + V ((1 - tanh(V^T x)^2) ∘ (V^T a))"),
    # Samples are rows: a bias is repeated over them, and its derivative is a sum over them.
    Identity("1/2 ||H G + g - Z||_F^2", "G", "H^T (H G + g - Z)"),
    Identity("1/2 ||H G + g - Z||_F^2", "g", "sum(H G + g - Z, axis=0)"),
    Identity("1/m sum((P w - y)^2)", "w", "2/m P^T (P w - y)"),
    Identity("sum(P W^T + v^T)", "v", "m ones(k)"),
    Identity("sum(L ∘ (K1 + v^T))", "v", "L^T ones(m)"),
]

ATTENTION = [
    Identity(
        "sum(N ∘ (softmax(L K1^T/sqrt(k), axis=1) M))",
        "M",
        "softmax(L K1^T/sqrt(k), axis=1)^T N",
    ),
    Identity(
        "sum(B ∘ softmax(A, axis=1))",
        "A",
        "softmax(A, axis=1) ∘ (B - (B ∘ softmax(A, axis=1)) ones(n) ones(n)^T)",
    ),
    Identity(
        "sum(N ∘ (softmax(L K1^T/sqrt(k), axis=1) M))",
        "L",
        "(softmax(L K1^T/sqrt(k), axis=1) ∘ (N M^T - ((N M^T) ∘ softmax(L K1^T/sqrt(k), axis=1))"
        " ones(m) ones(m)^T)) K1/sqrt(k)",
    ),
    Identity(
        "sum(N ∘ (softmax(L K1^T/sqrt(k), axis=1) M))",
        "K1",
        "(softmax(L K1^T/sqrt(k), axis=1) ∘ (N M^T - ((N M^T) ∘ softmax(L K1^T/sqrt(k), axis=1))"
        " ones(m) ones(m)^T))^T L/sqrt(k)",
    ),
]

LAYER_NORM = [
    Identity("a^T (gamma ∘ (x - mean(x))/sqrt(var(x) + 1/10) + beta)", "beta", "a", "a"),
    Identity(
        "a^T (gamma ∘ (x - mean(x))/sqrt(var(x) + 1/10) + beta)",
        "gamma",
        "a ∘ (x - mean(x))/sqrt(var(x) + 1/10)",
    ),
    Identity(
        "a^T (gamma ∘ (x - mean(x))/sqrt(var(x) + 1/10) + beta)",
        "x",
        "(a ∘ gamma - mean(a ∘ gamma) - (x - mean(x)) mean(a ∘ gamma ∘ (x - mean(x)))"
        "/(var(x) + 1/10))/sqrt(var(x) + 1/10)",
    ),
]

IDENTITIES = [
    *TRACES,
    *DETERMINANTS,
    *QUADRATIC,
    *REGRESSION,
    *NORMS,
    *GAUSSIAN,
    *ENTRIES,
    *NETWORKS,
    *ATTENTION,
    *LAYER_NORM,
]
