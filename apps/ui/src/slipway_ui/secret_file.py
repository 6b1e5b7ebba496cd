"""Secrets in files. Kubernetes changes the file when the Secret changes, so it is read again then."""

from pathlib import Path
from threading import Lock


class SecretFile:
    """The content of one mounted secret, kept until the file changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._text = ""

    def text(self) -> str:
        """The secret without surrounding white space.

        Raises ValueError if the file is empty, OSError if it cannot be read; both name the path, never the content.
        """
        status = self._path.stat()
        # The inode too: a rotated Secret is another file behind the same link, maybe of the same size and second.
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        with self._lock:
            if stamp != self._stamp:
                self._text = self._path.read_text(encoding="utf-8").strip()
                self._stamp = stamp
            if not self._text:
                raise ValueError(f"{self._path} is empty: it must hold a secret")
            return self._text

    def lines(self) -> list[str]:
        """Several secrets that are valid at once, one a line, so that they can be rotated without a gap."""
        return [line.strip() for line in self.text().splitlines() if line.strip()]
