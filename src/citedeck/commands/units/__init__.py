"""Banks compiled apart, remembered and linked: the quick way to know that a course is clean, and to its deck.

It proves that there is nothing to say, and says nothing itself. A bank that changed becomes a unit by the
one compiler there is, in two processes where that is faster, and units are linked by what the checks of a
whole course need of each. Wherever there is anything to say, or units cannot tell, the compiler compiles
the whole course.
"""
