"""The rules of the programme: what may happen, and what follows from it."""
