"""Two states of cycles side by side: what moved, and whose work moved it; on page, paper and sheet."""
