"""The files of a course: read, with a place for every word, and what is wrong in them."""
