"""What the rules for trigonometric and hyperbolic integrands share."""
