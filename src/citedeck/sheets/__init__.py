"""Which questions a worksheet holds, in which order, and how much room they take."""
