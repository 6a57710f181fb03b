"""Request Tracker (RT 5), by REST 2, as a customer."""
