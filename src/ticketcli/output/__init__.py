"""How answers look: tables, a conversation, a confirmation, JSON, tab-separated lines."""
