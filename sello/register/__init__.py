"""The municipality's initiatives."""
