"""citedeck compiles question banks whose every quotation stands in its source text.

`model/` is the one to read first and `compiler.py` is the whole pipeline on one page. The rooms
build on each other: messages and languages; text; bank; proof and sheets; checks and targets;
commands; cli.
"""

__version__ = "1.0.0"
