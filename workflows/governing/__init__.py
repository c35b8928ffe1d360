"""Decisions about the register: dates moved, evidence accepted, Blue signed off, actions paused or closed."""
