"""The bot and its fake Teams."""

from tests.scenarios.running_bot import bot, clock, teams

__all__ = ["bot", "clock", "teams"]
