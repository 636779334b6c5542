"""What `sello doctor` looks at: one module for each part of an installation; none changes anything."""
