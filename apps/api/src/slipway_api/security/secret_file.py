"""Secrets arrive as mounted files."""

from pathlib import Path

from slipway_api.settings import SettingsError


def read_secret(path: Path, variable: str) -> bytes:
    """Content of the file without the line end that editors add. Raises SettingsError that names the variable."""
    try:
        secret = path.read_bytes().rstrip(b"\r\n")
    except OSError as error:
        raise SettingsError(f"{variable}: cannot read {path} ({error.strerror}); mount the Secret there") from None
    if not secret:
        raise SettingsError(f"{variable}: {path} is empty; it must hold the secret, nothing else")
    return secret
