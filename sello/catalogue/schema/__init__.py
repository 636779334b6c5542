"""The file of an edition: read and checked whole, and written back without loss."""
