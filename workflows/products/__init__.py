"""The papers that come from one data cut beside the exception report (`domain.md` 7)."""
