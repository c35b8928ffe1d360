"""What the bot says when something is refused, in Teams; one sentence each."""

STRANGER = (
    "I do not know you in the action register yet: ask the SEND compliance team to add you, then write to me again."
)
NOT_YOUR_CARD = "That card was sent to somebody else, so it cannot be answered from here: ask me for what is yours."
NOTHING_SAVED = "Not saved"
NOT_OPENED = "Not opened"
STALE = "Answered meanwhile"
REPEATED = "This was already recorded; nothing was saved twice."
WITHDRAWN = "Withdrawn"
NOT_WITHDRAWN = "Not withdrawn"
NO_CHANGE = "No change is recorded for {names}; each counts as reported."
NO_SUCH_INDICATOR = "That indicator is not in the register any more: ask me for the indicators of your area."
TEXT_ALONE = "I cannot read pictures or files: please type what it says, or the ref of the action that it is about."
GROUPS = "I answer in a personal chat: open one with me and ask there."
