"""Malware: what a scanner says of a file, and who may open it meanwhile."""
