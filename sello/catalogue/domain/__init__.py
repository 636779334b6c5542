"""An edition of a standard as values: the rules that score it and the texts that explain it.

Nothing here knows a file, a row or a screen."""
