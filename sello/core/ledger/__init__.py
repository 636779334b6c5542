"""The ledger: every event is a leaf of its institution's Merkle tree, whose signed heads leave the database."""
