"""What is said beside the lines of matrix derivations: names of rules, remarks, hints."""

from __future__ import annotations

import pytest

import symcalc as sc


def titles(told: sc.Derivation) -> list[str]:
    return [step.title for step in told.steps]


def test_a_hinge_is_worked_out_next_to_its_kink() -> None:
    shapes = "w: n, x: n, y: (), b: ()"
    told = sc.gradient("max(0, 1 - y (w^T x + b))", ["w", "b"], shapes=shapes)
    assert told.check.status == "agrees"
    more = sc.gradient("max(0, 1 - y (w^T x + b)) + 1/2 ||w||^2", ["w", "b"], shapes=shapes)
    assert more.check.status == "agrees"


def test_the_jacobian_of_a_number_is_a_row_that_checks() -> None:
    told = sc.jacobian("x^T A x", "x", shapes="A: (n, n), x: n")
    assert told.answer.shape[0] == 1
    assert told.check.status == "agrees"
    assert sc.jacobian("s^2 a", "s", shapes="a: n, s: ()").check.status == "agrees"


@pytest.mark.parametrize(("name", "slope"), [("relu", "0"), ("leaky_relu", "1/100")])
def test_the_slope_at_a_kink_is_that_of_the_function(name: str, slope: str) -> None:
    remarks = sc.gradient(f"sum({name}(x))", "x", shapes="x: n").remarks
    assert any(f"{name}′(0) = {slope} is taken" in remark for remark in remarks)


def test_a_product_of_all_entries() -> None:
    told = sc.gradient("prod(x)", "x", shapes="x: n", at={"x": [0, 2, 3]})
    assert list(told.value) == [6, 0, 0]
    assert "Product of the entries" in titles(told)
    assert "det" not in told.text()


def test_rules_of_numbers() -> None:
    shapes = "A: (n, n), x: n, a: n"
    assert "Power rule" in titles(sc.gradient("(x^T A x)^2", "x", shapes=shapes))
    assert "Chain rule" in titles(sc.gradient("tanh(a^T x)", "x", shapes=shapes))
    assert "Function of each entry" in titles(sc.gradient("sum(tanh(x))", "x", shapes=shapes))


def test_traces_are_rotated() -> None:
    told = sc.gradient("tr(X^-1 A)", "X", shapes="X: (n, n), A: (n, n)").text()
    assert "tr(A B) = tr(B A): A goes from behind d(X⁻¹) to the front" in told
    assert "Aᵀ, on the right" not in told


def test_jacobians_rule_by_rule() -> None:
    told = sc.jacobian("tanh(W x + b)", "x", shapes="W: (m, n), x: n, b: m")
    assert titles(told) == [
        "Shapes",
        "Function of each entry",
        "Product of matrices",
        "Differential of the function",
        "Bring dx to the right",
        "Read off the Jacobian",
    ]
    assert "u ∘ dx = diag(u) dx" in told.text()
    assert "df = diag(1 − tanh²(W x + b)) W dx" in told.text()


def test_softmax_as_a_matrix() -> None:
    told = sc.jacobian("softmax(z)", "z", shapes="z: n").text()
    assert "df = (diag(softmax(z)) − softmax(z) softmax(z)ᵀ) dz" in told


def test_a_symmetric_argument() -> None:
    told = sc.gradient("log det S", "S", shapes="S: (n, n)", assuming="S symmetric")
    assert any("G + Gᵀ − G ∘ I" in remark for remark in told.remarks)


def test_letters_that_are_not_declared() -> None:
    told = sc.gradient("||W x - y||^2", "W", shapes="W: (k, n), x: n")
    assert "y is not declared, so it is read as a number" in told.remarks
    with pytest.raises(sc.ReadingError, match="write sum"):
        sc.gradient("1/m Σ (P w - y)^2", "w", shapes="P: (m, n), w: n, y: m")


def test_a_size_is_no_exponent() -> None:
    shapes = "Q: (T, d), K: (T, d), V: (T, p), M: (T, p), y: T"
    told = sc.gradient("tr(Q K^T V M^T)", "Q", shapes=shapes)
    assert told.check.status == "agrees"
    assert sc.gradient("||Q^Ty||^2", "y", shapes=shapes).check.status == "agrees"
    number = sc.gradient("||y||^T", "y", shapes="y: n, T: ()")
    assert number.check.status == "agrees"


def test_a_small_t_is_asked_about() -> None:
    with pytest.raises(sc.ReadingError, match=r"did you mean x\^T"):
        sc.gradient("x^t A x", "x", shapes="A: (n, n), x: n")


def test_cases_and_entries_in_plain_text() -> None:
    told = sc.gradient("sum(elu(x) + x.^2)", "x", shapes="x: n").text()
    assert "{1 if x > 0; e^x otherwise}" in told
    assert "x^∘2" in told
    assert "∘ stands for what is done entry by entry" in told
    assert (
        "Φ is the distribution function" in sc.gradient("sum(gelu(x))", "x", shapes="x: n").text()
    )


def test_tables_in_markdown_stand_in_their_step() -> None:
    told = sc.gradient("||W x||^2", "W", shapes="W: (k, n), x: n").markdown()
    assert "\n   | name | shape | what it is |" in told


def test_norms_in_prose_of_latex() -> None:
    told = sc.gradient("||W x||^2", "W", shapes="W: (k, n), x: n").latex()
    assert "[U+2016]" not in told
