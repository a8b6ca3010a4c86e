"""`python -m citedeck`."""

from citedeck.cli import main

main()
