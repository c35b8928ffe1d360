"""Doing what somebody told the bot to do, and what they are told back.

A refusal is an answer like any other: the turn is committed, and the audit says that it was asked for.
"""
