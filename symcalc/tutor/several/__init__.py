"""Functions of several variables: Jacobians, Hessians, directions, fields and the chain rule."""

from __future__ import annotations
