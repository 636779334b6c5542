"""The reads of planning: what is kept, the ways up with the forecast, a scenario beside reality."""
