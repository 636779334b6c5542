"""A whole instance in a folder, and back: database and evidence, with a manifest that proves both."""
