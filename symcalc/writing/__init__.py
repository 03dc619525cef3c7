"""Writing: formulas and derivations as text, LaTeX, Markdown, HTML and JSON."""
