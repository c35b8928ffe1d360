"""How well messages are understood: a table of utterances, how it is scored, and what reads it for comparison."""
