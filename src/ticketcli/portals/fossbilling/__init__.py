"""FOSSBilling and its ancestor BoxBilling, by the client API."""
