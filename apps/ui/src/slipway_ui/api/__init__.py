"""The slipway API as the UI sees it: facts, calls, and errors that a page can show."""
