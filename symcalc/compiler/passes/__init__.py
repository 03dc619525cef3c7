"""Passes: each takes a Program and gives a Program, and its docstring says what it keeps."""
