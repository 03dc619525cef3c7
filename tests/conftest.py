"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Every run tests the same examples; `make test-all` tries new ones.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "new", deadline=None, max_examples=500, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("SYMCALC_EXAMPLES", "same"))
