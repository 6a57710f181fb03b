"""HostBill's client area: web pages, read by their forms, links and ids."""
