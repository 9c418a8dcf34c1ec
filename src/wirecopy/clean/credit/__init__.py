"""Who a page itself says wrote its text: the names on it, what tells of each, and learned weights."""
