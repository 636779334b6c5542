"""One module for each revision, named after its file with an `r` before it, that holds its `CASE`."""
