"""Plain-word questions: what was meant, and what the register answers. No language model, no network."""
