"""Matrix formulas borne out by numbers, at random sizes; independent of `symcalc.matrix`."""

from symcalc.checking.matrices.differences import check_equal_matrices, check_matrix
from symcalc.checking.matrices.evaluation import Evaluation
from symcalc.checking.matrices.samples import FACTS, Sample, samples

__all__ = ["FACTS", "Evaluation", "Sample", "check_equal_matrices", "check_matrix", "samples"]
