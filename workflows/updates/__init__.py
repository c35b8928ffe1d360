"""What a lead says of an action or a milestone."""
