"""Reports: plain values first, then their page and their PDF."""
