"""What goes wrong with gradients, Jacobian and Hessian matrices as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Whole

GRADIENT = "The gradient is a vector: component k is the partial derivative by variable k."
NABLA = r"\nabla f = (f_x, f_y)"
HESSIAN = "Entry (i, j) of the Hessian matrix is the derivative by variable i, then by variable j."
SECOND = r"H = \begin{pmatrix} f_{xx} & f_{xy} \\ f_{yx} & f_{yy} \end{pmatrix}"


def column(*entries: sp.Expr) -> sp.ImmutableMatrix:
    """A vector."""
    return sp.ImmutableMatrix(len(entries), 1, entries)


def is_scalar(site: Whole) -> bool:
    """Whether the question is about one formula, with a matrix for an answer."""
    return isinstance(site.node.expr, sp.Expr) and isinstance(site.right, sp.MatrixBase)


def entries(site: Whole) -> list[sp.Expr]:
    """The partial derivatives of the formula."""
    return [site.there(derived(site.node.expr, x)) for x in site.asked.wrt]


@misconception(
    "gradient-components-exchanged",
    at=Whole,
    on=("gradient",),
    says="The components stand in the wrong order.",
    helps=GRADIENT,
    statement=NABLA,
    example=("gradient of x^2 y", "[x^2, 2x*y]"),
    weight=1.4,
)
def gradient_components_exchanged(site: Whole) -> Iterator[sp.Basic]:
    """(f_y, f_x) given for (f_x, f_y)."""
    if is_scalar(site):
        right = list(site.right)
        pairs = [(i, j) for i in range(len(right)) for j in range(i + 1, len(right))]
        for i, j in pairs:
            swapped = [*right]
            swapped[i], swapped[j] = right[j], right[i]
            yield column(*swapped)


@misconception(
    "gradient-as-sum",
    at=Whole,
    on=("gradient",),
    says="The partial derivatives were added.",
    helps=GRADIENT,
    statement=NABLA,
    example=("gradient of x^2 y", "2x*y + x^2"),
    weight=1.4,
)
def gradient_as_sum(site: Whole) -> Iterator[sp.Expr]:
    """∇f taken as f_x + f_y, or as its length."""
    if is_scalar(site) and len(site.right) > 1:
        yield sp.Add(*site.right)
        yield sp.sqrt(sp.Add(*(entry**2 for entry in site.right)))


@misconception(
    "gradient-second-derivatives",
    at=Whole,
    on=("gradient",),
    says="These are second derivatives.",
    helps=GRADIENT,
    statement=NABLA,
    example=("gradient of x^2 y", "[2y, 0]"),
    weight=0.8,
)
def gradient_second_derivatives(site: Whole) -> sp.Basic | None:
    """(f_xx, f_yy) given for (f_x, f_y)."""
    if not is_scalar(site):
        return None
    return column(*(site.there(derived(site.node.expr, x, x)) for x in site.asked.wrt))


@misconception(
    "jacobian-transposed",
    at=Whole,
    on=("jacobian",),
    says="Rows and columns are exchanged.",
    helps="A row of the Jacobian matrix belongs to a formula, a column to a variable.",
    statement=r"J_{ij} = \frac{\partial f_i}{\partial x_j}",
    example=("jacobian of [x y, x + y^2]", "[[y, 1], [x, 2y]]"),
    weight=1.5,
)
def jacobian_transposed(site: Whole) -> sp.Basic | None:
    """Jᵀ given for J."""
    return site.right.T if isinstance(site.right, sp.MatrixBase) else None


@misconception(
    "jacobian-lines-exchanged",
    at=Whole,
    on=("jacobian",),
    says="Two rows, or two columns, of the matrix are exchanged.",
    helps="Row i belongs to formula i, column j to variable j, in their order.",
    statement=r"J_{ij} = \frac{\partial f_i}{\partial x_j}",
    example=("jacobian of [x y, x + y^2]", "[[1, 2y], [y, x]]"),
)
def jacobian_lines_exchanged(site: Whole) -> Iterator[sp.Basic]:
    """J with rows or columns in reverse order."""
    if isinstance(site.right, sp.MatrixBase):
        yield site.right[::-1, :].as_immutable()
        yield site.right[:, ::-1].as_immutable()


@misconception(
    "jacobian-diagonal-only",
    at=Whole,
    on=("jacobian",),
    says="Each formula was differentiated by one variable only.",
    helps="Every formula is differentiated by every variable.",
    statement=r"J_{ij} = \frac{\partial f_i}{\partial x_j}",
    example=("jacobian of [x y, x + y^2]", "[[y, 0], [0, 2y]]"),
)
def jacobian_diagonal_only(site: Whole) -> Iterator[sp.Basic]:
    """J with zeros off the diagonal, or the diagonal alone."""
    right = site.right
    if isinstance(right, sp.MatrixBase) and right.shape[0] == right.shape[1] > 1:
        diagonal = [right[i, i] for i in range(right.shape[0])]
        yield sp.ImmutableMatrix(sp.diag(*diagonal))
        yield column(*diagonal)


@misconception(
    "jacobian-determinant-sign",
    at=Whole,
    on=("jacobian-determinant",),
    says="The determinant was put together with wrong signs.",
    helps="det [[a, b], [c, d]] = a·d − b·c.",
    statement=r"\det \begin{pmatrix} a & b \\ c & d \end{pmatrix} = ad - bc",
    example=("jacobian determinant of [x y, x + y^2]", "2y^2 + x"),
)
def jacobian_determinant_sign(site: Whole) -> Iterator[sp.Expr]:
    """Det J taken as ad + bc, as bc − ad, as ad, or as ab − cd."""
    rows = [part.expr for part in site.node.parts]
    if len(rows) != 2 or len(site.asked.wrt) != 2:
        return
    a, b, c, d = (site.there(derived(f, x)) for f in rows for x in site.asked.wrt)
    yield from (a * d + b * c, b * c - a * d, a * d, a * b - c * d, a * c - b * d)


@misconception(
    "hessian-mixed-omitted",
    at=Whole,
    on=("hessian",),
    says="The mixed derivatives were taken as 0.",
    helps=HESSIAN,
    statement=SECOND,
    example=("hessian of x^2 y", "[[2y, 0], [0, 0]]"),
    weight=2.5,
)
def hessian_mixed_omitted(site: Whole) -> Iterator[sp.Basic]:
    """H with its diagonal only."""
    if is_scalar(site) and site.right.shape[0] > 1:
        diagonal = [site.right[i, i] for i in range(site.right.shape[0])]
        yield sp.ImmutableMatrix(sp.diag(*diagonal))
        yield column(*diagonal)


def _off_diagonal(site: Whole, change: object) -> sp.ImmutableMatrix:
    n = site.right.shape[0]
    new = change if callable(change) else None
    assert new is not None
    return sp.ImmutableMatrix(n, n, lambda i, j: site.right[i, j] if i == j else new(i, j))


@misconception(
    "hessian-mixed-wrong",
    at=Whole,
    on=("hessian",),
    says="The mixed derivatives are wrong: one by each variable was not taken in turn.",
    helps=HESSIAN,
    statement=SECOND,
    example=("hessian of x^2 y", "[[2y, 2x^3 y], [2x^3 y, 0]]"),
    weight=2.2,
)
def hessian_mixed_wrong(site: Whole) -> Iterator[sp.Basic]:
    """f_xy taken as f_x·f_y, as 2f_xy, as f_x + f_y or as −f_xy."""
    if not is_scalar(site) or site.right.shape[0] < 2:
        return
    first = entries(site)
    yield _off_diagonal(site, lambda i, j: first[i] * first[j])
    yield _off_diagonal(site, lambda i, j: 2 * site.right[i, j])
    yield _off_diagonal(site, lambda i, j: first[i] + first[j])
    yield _off_diagonal(site, lambda i, j: -site.right[i, j])
    yield _off_diagonal(site, lambda i, j: site.right[i, j] / 2)


@misconception(
    "hessian-one-mixed-missing",
    at=Whole,
    on=("hessian",),
    says="A mixed derivative stands on one side of the diagonal only.",
    helps="The Hessian matrix is symmetric: f_xy = f_yx.",
    statement=SECOND,
    example=("hessian of x^2 y", "[[2y, 2x], [0, 0]]"),
)
def hessian_one_mixed_missing(site: Whole) -> Iterator[sp.Basic]:
    """H with zeros below or above the diagonal."""
    if is_scalar(site):
        n = site.right.shape[0]
        for below in (True, False):
            yield sp.ImmutableMatrix(
                n,
                n,
                lambda i, j, below=below: 0 if i != j and (i > j) == below else site.right[i, j],
            )


@misconception(
    "hessian-of-squares",
    at=Whole,
    on=("hessian",),
    says="The second derivatives on the diagonal were taken as squares of the first ones.",
    helps=HESSIAN,
    statement=SECOND,
    example=("hessian of x^2 y", "[[4x^2 y^2, 2x^3 y], [2x^3 y, x^4]]"),
    weight=0.8,
)
def hessian_of_squares(site: Whole) -> Iterator[sp.Basic]:
    """f_xx taken as f_x²."""
    if is_scalar(site):
        first, n = entries(site), site.right.shape[0]
        yield sp.ImmutableMatrix(n, n, lambda i, j: first[i] * first[j])
        yield sp.ImmutableMatrix(n, n, lambda i, j: first[i] ** 2 if i == j else site.right[i, j])


@misconception(
    "gradient-instead-of-hessian",
    at=Whole,
    on=("hessian",),
    says="This is the gradient: the first derivatives.",
    helps=HESSIAN,
    statement=SECOND,
    example=("hessian of x^2 y", "[2x*y, x^2]"),
)
def gradient_instead_of_hessian(site: Whole) -> sp.Basic | None:
    """∇f given for H."""
    return column(*entries(site)) if is_scalar(site) else None
