"""Who is to be asked in all of England's local areas, and how quickly the messages go out."""
