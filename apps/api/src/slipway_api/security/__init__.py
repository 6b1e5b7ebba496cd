"""Who calls, how often they may, and what is written down about it."""
