"""Bringing a plan, its history and its readings into the register."""
