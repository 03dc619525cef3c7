"""Matrix formulas: symbolic shapes, differentials, adjoints, and what computes them."""
