"""Bringing in, checking and writing out the plans of all of England's local areas."""
