"""Pages for a screen: complete as they are, and with a script that only adds to them."""
