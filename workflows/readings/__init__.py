"""Readings of the indicators as people give them: who may, which figure is meant, and recording it."""
