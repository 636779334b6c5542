"""A copy of a document with parts struck out, of which nothing that was covered is left."""
