"""Nothing that could identify a child enters the register (`domain.md` 8.1): what is looked for, and where."""

from workflows.personal_data.scan import Passage, find_passages, without_passages

__all__ = ["Passage", "find_passages", "without_passages"]
