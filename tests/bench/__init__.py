"""Measurements, as ratios between things measured in the same run on the same machine: `make bench`."""
