"""citedeck compiles question banks whose every answer is proven by its source text.

The names of the modules tell the pipeline; `model.py` is the one to read first and
`compiler.py` is the whole of it on one page.
"""

__version__ = "1.0.0"
