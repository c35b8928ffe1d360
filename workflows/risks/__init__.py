"""The risk log: how a risk is scored, who may enter, assess and close one, and how it reads (`domain.md` 6.2, 11)."""
