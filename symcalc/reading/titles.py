"""What a formula is called in words, where the formula itself follows."""

from __future__ import annotations

# "the logistic loss log(1 + e^(-x))": what a formula is called, before it.
CALLED = (
    r"(?:the|an?|its)\s+(?:(?:(?:logistic|squared|square|hinge|huber|quadratic|cross[-\s]?entropy|log|mse"
    r"|regulari[sz]ed|penali[sz]ed|training|least[-\s]squares|ridge|lasso|cost|loss|objective|energy"
    r"|potential|utility|profit|likelihood|negative|log[-\s]likelihood|binary|gaussian|rosenbrock"
    r"|himmelblau)\s+){0,3}(?:loss|cost|objective|entropy|cross[-\s]?entropy|likelihood|error|energy"
    r"|potential|profit|utility|risk|penalty|polynomial|sigmoid|softplus|swish|quadratic)"
    r"(?:\s+function)?|quadratic\s+form)"
    r"(?:\s*:)?(?=\s+(?!(?:at|with|of|in|for|to|against|between|from|on|when|if|function|loss|by)\b)\S)"
)
# "minimise the cost function x^2 + 1"
MINIMISE = (
    r"(?:min|max)imi[sz]e\b(?:\s+(?:the\s+)?(?:function|value\s+of)\b)?"
    rf"(?:\s+{CALLED})?(?:\s*:)?"
)
