"""HostBill's User API: JSON under /api."""
