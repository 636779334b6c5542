"""The proof of diligence: what was sent to whom, and what became of it, in words and on paper."""
