"""What a learner reads about low rank: the best approximation, and two thin factors."""

from __future__ import annotations

from symcalc.tutor.words import Words

FAILS = {
    "rank": "{rank} is not a rank from 1 to {most}, as a {rows} × {columns} matrix has",
    "no-rank": "{value} is not a whole number",
    "size": "{size} is no size of a matrix: a whole number from 1, or a letter",
    "least": "{rank} is no rank: it is 1 at least",
    "over": "rank {rank} is more than a {rows} × {columns} matrix has",
    "many": "{count} ranks are too many for one table",
}
HINTS = {
    "rank": "say rank=2, or several: rank=[1, 4, 16]",
    "size": "d=768, or d=768 and k=3072 where the matrix is not square",
}
WORDS: dict[str, Words] = {
    "sum-of-products": Words(
        "Singular values",
        "A = U Σ Vᵀ is a sum of matrices of rank 1, A = σ_1 u_1 v_1ᵀ + σ_2 u_2 v_2ᵀ + …, the "
        "largest first.",
        r"A = \sum_i \sigma_i u_i v_i^{\top}",
        "Write A as a sum of matrices of rank 1. How large is each?",
    ),
    "truncation": Words(
        "Keep the first {kept}",
        "{terms}",
        r"A_r = \sum_{i \le r} \sigma_i u_i v_i^{\top}",
        "Which terms of the sum have to stay for rank {r}?",
    ),
    "truncation-computed": Words(
        "Keep the first {kept}",
        "All terms after σ_{r} u_{r} v_{r}ᵀ are left out.",
        r"A_r = \sum_{i \le r} \sigma_i u_i v_i^{\top}",
        "Which terms of the sum have to stay for rank {r}?",
    ),
    "frobenius-error": Words(
        "Frobenius error",
        "Eckart and Young: no matrix of rank {r} is nearer to A. The distance is the root of the "
        "sum of the squares that are left out, here {left}.",
        r"\min_{\operatorname{rank} B \le r} \|A - B\|_F = \sqrt{\sum_{i > r} \sigma_i^2}",
        "Which singular values are left out, and what is the root of the sum of their squares?",
    ),
    "spectral-error": Words(
        "Spectral error",
        "In the spectral norm the distance is the first singular value that is left out.",
        r"\min_{\operatorname{rank} B \le r} \|A - B\|_2 = \sigma_{r+1}",
        "What is the largest singular value of A − A_r?",
    ),
    "energy-kept": Words(
        "Energy",
        "The squares that are kept, {kept} of {all}. The relative error is {root}, about {about}.",
        r"E_r = \frac{\sum_{i \le r} \sigma_i^2}{\sum_i \sigma_i^2}",
        "Which share of the sum of the squares σ_i² is kept?",
    ),
    "storage": Words(
        "Storage",
        "{columns} are {apart} numbers; with each σ multiplied into its u, {folded}. A itself "
        "has {dense}: {verdict}",
        r"r\,(m + n) < m\,n",
        "How many numbers are r columns u and r columns v?",
    ),
    "truncations": Words(
        "Truncated at each rank",
        "A_r keeps the first r terms. By Eckart and Young no matrix of rank r is nearer to A: the "
        "Frobenius error is √(σ_(r+1)² + σ_(r+2)² + …), the spectral error σ_(r+1). The factors "
        "are r(m + n) numbers, with each σ multiplied into its u; r more, if the σ are kept apart.",
        r"\|A - A_r\|_F = \sqrt{\sum_{i > r} \sigma_i^2}",
        "Which error does each rank leave, and how many numbers does it store?",
    ),
    "break-even": Words(
        "Break-even",
        "r(m + n) is less than mn for r < mn/(m + n), here {quotient}: {verdict}",
        r"r < \frac{m n}{m + n}",
        "For which r are r(m + n) numbers fewer than mn?",
    ),
    "frozen-weight": Words(
        "The weight and its change",
        "W, of shape {d} × {k}, stays as it is. What is learnt is the change B·A, where B is {d} "
        "× {r} and A is {r} × {k}.",
        r"W' = W + B A",
        "Which two factors have a product of the shape of W?",
    ),
    "rank-of-product": Words(
        "Rank of the change",
        "Every column of B·A is a combination of the {columns} of B, so B·A has at most the rank "
        "{r}. The other way round, every matrix of rank {r} is such a product: its singular value "
        "decomposition gives B = U_r Σ_r and A = V_rᵀ.",
        r"\operatorname{rank}(BA) \le r",
        "Of which columns is every column of B·A a combination?",
    ),
    "truncated-storage": Words(
        "As a truncated decomposition",
        "U_r has {columns} of {d} entries, V_r as many of {k}, and Σ_r brings {more}. "
        "They are multiplied into U_r to make B, and then need no room.",
        r"r\,(d + k + 1)",
        "How many numbers are in U_r, on the diagonal of Σ_r, and in V_r?",
    ),
    "parameters": Words(
        "Parameters",
        "B has {d}·{r} entries and A has {r}·{k}. W has {dense}.",
        r"r\,(d + k)",
        "How many entries have B and A?",
    ),
    "savings": Words(
        "Share saved",
        "It is 1 less the entries of B and A over those of W.",
        r"1 - \frac{r\,(d + k)}{d\,k}",
        "Which share of the parameters of W is not learnt?",
    ),
    "break-even-rank": Words(
        "Break-even rank",
        "r(d + k) = dk is solved by r = dk/(d + k){about}. {verdict}",
        r"r = \frac{d k}{d + k}",
        "At which rank do B and A have as many entries as W?",
    ),
    "ranks": Words(
        "Each rank",
        "r(d + k) entries of B and A, beside the {dense} of W.",
        r"r\,(d + k)",
        "How many entries have B and A at each rank?",
    ),
}
KEPT = {"one": "term", "more": "{r} terms"}
TERMS = {
    "truncation": {
        "one": "σ_1 u_1 = A v_1, so the first term is A v_1 v_1ᵀ; the others are left out.",
        "more": "σ_i u_i = A v_i, so the first {r} terms are A v_i v_iᵀ; the others are left out.",
    },
    "truncation-wide": {
        "one": "σ_1 v_1 = Aᵀ u_1, so the first term is u_1 u_1ᵀ A; the others are left out.",
        "more": "σ_i v_i = Aᵀ u_i, so the first {r} terms are u_i u_iᵀ A; the others are left out.",
    },
}
NUMBERS = {"one": "one more number", "more": "{r} more numbers"}
ABOUT = ", about {value}"
COUNTED = {"one": "one column", "more": "{r} columns"}
COLUMNS = {"one": "u_1, v_1 and σ_1", "more": "{r} columns u, {r} columns v and {r} values σ"}
VERDICTS = {
    "saves": "{share} of the numbers are saved.",
    "costs": "nothing is saved, {share} more are stored.",
    "even": "as many.",
    "below": "up to rank {most} the factors are the smaller ones.",
    "never": "no rank saves anything.",
    "letters": "Below it B and A are the smaller ones.",
    "lora": "Below it B and A are the smaller ones: up to rank {most}.",
    "lora-never": "No rank saves anything.",
}
HEADS = {
    "rank": "rank r",
    "relative": "relative error",
    "frobenius": "‖A − A_r‖_F",
    "spectral": "‖A − A_r‖₂",
    "energy": "energy kept",
    "stored": "r(m + n)",
    "saved": "saved",
    "parameters": "r(d + k)",
    "share": "share saved",
}
ENDINGS = {
    "one": "A_{r}: relative error {error}, {energy} of the energy kept, {saved}.",
    "exact": "A_{r} is A itself: its rank is {rank}.",
    "table": "From rank {first} to rank {last} the relative error goes from {most} to {least}.",
    "adapted": "W + B·A with {count} parameters to learn, {share} fewer than the {dense} of W.",
    "adapted-more": "W + B·A with {count} parameters to learn: more than the {dense} of W.",
    "adapted-even": "W + B·A with {count} parameters to learn, as many as W.",
    "adapted-letters": "W + B·A with {count} parameters to learn in place of {dense}.",
    "adapted-table": "From rank {first} to rank {last}, {least} to {most} parameters in place of "
    "{dense}.",
}
SAVED = {
    "saves": "{share} of the numbers saved",
    "costs": "{share} more numbers than A",
    "even": "as many numbers as A",
}
REMARKS = {
    "tie": "σ_{r} = σ_{next}: which of the two terms is kept is a choice, and other matrices are "
    "as near.",
    "beyond": "The rank of A is {rank}: from there on A_r is A itself.",
    "start": "B starts at zero and A at random, so that W + B·A is W before the first step.",
    "merged": "After training B·A is added to W: nothing is left to compute besides.",
}
CHECKED = (
    "Checked: A − A_r, entry by entry, has the Frobenius norm{spectral} that the singular values "
    "say: largest relative difference {error}."
)
SPECTRAL = " and the spectral norm"
CHECKED_COUNTS = "Checked by counting the entries of B, A and W {where}."
COUNTED_AT = {"numbers": "at each rank", "letters": "for {count} choices of the letters"}
