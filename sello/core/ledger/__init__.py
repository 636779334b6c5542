"""The ledger: each event is a leaf of its institution's Merkle tree, with signed heads outside the database."""
