"""The ledger: each event is a leaf of its institution's Merkle tree; its heads are signed and lie outside."""
