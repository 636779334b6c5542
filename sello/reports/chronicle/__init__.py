"""The institution's whole history as one list: what each act is about, in words, on a page and as a sheet."""
