"""Bringing people and their posts in and out, and making two spellings of a post one."""
