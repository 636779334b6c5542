"""Where files are kept: folders, a real S3 service, either of them sealed, and moving between them."""
