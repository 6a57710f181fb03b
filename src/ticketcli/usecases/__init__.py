"""What the program does with tickets: send once, confirm by reading back, search without an answer."""
