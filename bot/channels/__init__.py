"""In channels of a team and in group chats: the bot says there only what everybody who reads along may know."""
