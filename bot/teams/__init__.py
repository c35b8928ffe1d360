"""Teams by way of botbuilder: the one room that knows the SDK."""
