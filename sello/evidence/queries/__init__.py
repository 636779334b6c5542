"""Every read of evidence, each in a constant number of statements, each held to what its reader may see."""
