"""The exception report of the SEND Transformation and Compliance Team (`domain.md` 6)."""
