"""Pictures of derivations. matplotlib is imported when a picture is drawn."""

from symcalc.plotting.draw import draw

__all__ = ["draw"]
