"""What people see in a card, and what they may send back. No I/O: values in, JSON out, and the other way round."""
