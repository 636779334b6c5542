"""The readiness report."""
