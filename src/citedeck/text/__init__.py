"""What is known of writing: letters, words, sentences, lines, and where words stand in a text."""
