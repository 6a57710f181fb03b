"""What is done with tickets: send once, confirm by reading back, look when no answer came."""
