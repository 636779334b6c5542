"""Tests of the screens of indicators."""
