"""The bot and its fake Teams."""

from tests.scenarios.running_bot import bot, bot_in_a_cycle, clock, teams

__all__ = ["bot", "bot_in_a_cycle", "clock", "teams"]
