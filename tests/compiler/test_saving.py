"""Saved modules, run in processes that have never seen symcalc."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from code_programs import FIRST, FUNCTIONS, GRID, LABELS, VALUES, ZEROS
from compiler_programs import X, Y

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.code import value_and_first
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.derivatives import jacobian
from symcalc.compiler.saving import save
from symcalc.errors import UnsupportedError

RUN = """
import sys, warnings
warnings.simplefilter("error")
{before}
sys.path.insert(0, {directory!r})
import numpy as np
import kernel
columns = np.load({directory!r} + "/columns.npy")
value, first = kernel.value(*columns), kernel.jacobian(*columns)
np.save({directory!r} + "/got.npy", np.vstack([value.T, first.reshape(len(value), -1).T]))
print("symcalc" in sys.modules, "numba" in sys.modules and sys.modules["numba"] is not None)
"""
WITHOUT_NUMBA = 'sys.modules["numba"] = None'


@pytest.mark.parametrize(
    ("before", "dtype", "tolerance"),
    [
        (WITHOUT_NUMBA, "float64", 1e-12),
        (WITHOUT_NUMBA, "float32", 2e-4),
        ("import numba", "float64", 1e-12),
    ],
)
def test_a_saved_module_runs_by_itself(
    before: str, dtype: str, tolerance: float, tmp_path: Path
) -> None:
    """Every operation of the table, value and derivative; nothing warns."""
    columns = [column.astype(dtype) for column in GRID]
    np.save(tmp_path / "columns.npy", np.array(columns))
    assert save(tmp_path / "kernel.py", FUNCTIONS, dtype) == tmp_path / "kernel.py"
    script = RUN.format(before=before, directory=str(tmp_path))

    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", str(before == "import numba")]
    got = np.load(tmp_path / "got.npy")
    assert got.dtype == dtype
    wide = [column.astype(float) for column in columns]
    expected = np.vstack([evaluate(VALUES, wide), evaluate(FIRST, wide)])
    with np.errstate(over="ignore"):
        expected = expected.astype(dtype)
    for label, row, wanted in zip(LABELS, got, expected, strict=True):
        least = ZEROS.get(label, {}).get(dtype, 1e-300)
        np.testing.assert_allclose(row, wanted, rtol=tolerance, atol=least, err_msg=label)


PRODUCT = lower([X**2 * Y], [X, Y])
PAIR = value_and_first(PRODUCT, jacobian(PRODUCT, (0, 1)), scalar=True, wrt=(0, 1))


def test_numbers_and_arrays_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "saved_product.py", PAIR, "float64")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "numba", None)

    import saved_product

    assert saved_product.value(3, 2) == 18.0
    assert saved_product.value([1, 2], [[1], [10]]).tolist() == [[1, 4], [10, 40]]
    assert saved_product.gradient([3.0], 2).tolist() == [[12.0, 9.0]]
    assert saved_product.gradient(3, 2).tolist() == [12.0, 9.0]
    assert saved_product.value(np.ones((0, 3)), 1).shape == (0, 3)
    assert "gradient(x, y): The partial derivatives by x, y." in saved_product.__doc__


def test_a_directory_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match="No such file or directory") as caught:
        save(tmp_path / "nowhere" / "kernel.py", PAIR, "float64")

    assert "a directory that exists" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kernel.py"
    file.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(UnsupportedError, match="No space left"):
        save(file, PAIR, "float64")

    assert [f.name for f in tmp_path.iterdir()] == ["kernel.py"]
    assert file.read_text() == "before"
