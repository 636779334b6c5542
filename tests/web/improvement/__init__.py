"""Tests of the screens of the improvement plan."""
