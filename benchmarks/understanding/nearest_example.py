"""The named reference: rapidfuzz alone, which takes a message to mean what the example nearest to it means."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from benchmarks.understanding.utterances import Utterance


class NearestExample:
    """By `token_sort_ratio`, which of rapidfuzz's scorers is right most often here; the default, `WRatio`, least."""

    def __init__(self, examples: Sequence[Utterance]) -> None:
        self._examples = examples
        self._texts = [utils.default_process(example.said) for example in examples]

    def means_as(self, text: str) -> Utterance:
        """The nearest other message: one that is itself an example is not its own witness."""
        wanted = utils.default_process(text)
        others = {place: said for place, said in enumerate(self._texts) if said != wanted}
        _, _, place = process.extractOne(wanted, others, scorer=fuzz.token_sort_ratio)
        return self._examples[place]
