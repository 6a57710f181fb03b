"""HostBill portals: the User API and the client area of one installation.

What is known of them: each installation documents its own API at ?cmd=userapi; the client area
follows the "2019" theme and its elders.
"""
