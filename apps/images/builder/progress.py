"""What the user sees while it works."""

import time

_START = time.monotonic()


def say(text: str) -> None:
    """One line with the time since the start."""
    print(f"==> {time.monotonic() - _START:4.0f} s  {text}", flush=True)


def megabytes(size: int) -> str:
    """Bytes as Docker shows them: 1 MB is 1,000,000 bytes."""
    return f"{size / 1e6:.0f} MB"
