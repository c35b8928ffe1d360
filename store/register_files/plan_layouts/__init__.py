"""The layouts in which plans are printed, and how each becomes the tables of a register folder (`domain.md` 2.2)."""
