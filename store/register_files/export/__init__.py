"""Writing a plan with its history out again."""
