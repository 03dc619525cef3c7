"""The languages that code is written in; a module here with a `text` is one, under its own name.

`text(functions, dtype)` is a self-contained file with these functions.
"""
