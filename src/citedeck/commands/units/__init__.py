"""Banks compiled apart, remembered and linked: the quick way to know that a course is clean, and to its deck.

It proves that there is nothing to say, and says nothing itself. A bank that changed becomes a unit by the
one compiler there is, in two processes where that is faster, and units are linked by what the checks of a
whole course need of each. Wherever there is anything to say, or units cannot tell, the compiler compiles
the whole course.
"""

from citedeck.bank.raw import Inputs

LEAST, MOST = 300_000, 2**24
"""Bytes of banks for which two processes are faster than one, and need not too much room."""


def are_large(size: int) -> bool:
    """Whether banks of so many bytes are worth two processes, and a memory of their deck."""
    return LEAST <= size <= MOST


def has_large(inputs: Inputs) -> bool:
    """Whether all banks of a course are so, together; what was not read is no bank."""
    return not inputs.refused and are_large(sum(len(inputs.files[path]) for path in inputs.banks))
