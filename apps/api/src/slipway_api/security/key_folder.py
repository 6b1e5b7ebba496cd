"""Reads the folder of API keys: one file per client, one key or hash per line."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from slipway_api.security.key_hashes import HmacHash, MalformedKey, PlainKey, ScryptHash, hmac_of, parse_stored_key
from slipway_api.security.secret_file import read_secret
from slipway_api.settings import SettingsError

FOLDER_VARIABLE: Final = "SLIPWAY_API_KEYS_FOLDER"
PEPPER_VARIABLE: Final = "SLIPWAY_API_KEY_PEPPER_FILE"


@dataclass(frozen=True)
class KeySet:
    """
    The keys that count now. No key is kept, only digests: a plain key as HMAC with `process_key`, a random one. Looking
    a digest up takes a time that depends on the digest, which the caller can neither choose nor compute, so that the
    time tells nothing about a key.
    """

    plain: dict[bytes, str] = field(default_factory=dict, repr=False)
    peppered: dict[bytes, str] = field(default_factory=dict, repr=False)
    slow: dict[ScryptHash, str] = field(default_factory=dict, repr=False)
    pepper: bytes | None = field(default=None, repr=False)
    # Of everything that was read: tells whether the next reading differs.
    checksum: bytes = field(default=b"", repr=False)
    # What was wrong, by file and line. A wrong line counts for nobody; the other lines hold.
    problems: tuple[str, ...] = ()

    @property
    def clients(self) -> int:
        return len({*self.plain.values(), *self.peppered.values(), *self.slow.values()})


def read_key_set(folder: Path, pepper_file: Path | None, process_key: bytes) -> KeySet:
    """Raises SettingsError when the folder or the pepper cannot be read. Blocks: call it in a thread."""
    pepper = read_secret(pepper_file, PEPPER_VARIABLE) if pepper_file else None
    checksum = hashlib.blake2b(pepper or b"")
    problems: list[str] = []
    keys = KeySet(pepper=pepper)
    for client, content in _files(folder):
        for part in (client.encode(), content):
            checksum.update(len(part).to_bytes(8, "big") + part)
        for number, line in enumerate(content.splitlines(), start=1):
            try:
                _add(keys, client, line.decode().strip(), process_key)
            except (MalformedKey, UnicodeDecodeError) as error:
                reason = error if isinstance(error, MalformedKey) else "not UTF-8 text"
                problems.append(f"{FOLDER_VARIABLE}: file {client}, line {number}: {reason}")
    return KeySet(keys.plain, keys.peppered, keys.slow, pepper, checksum.digest(), tuple(problems))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file. A mounted Secret also has `..data` and dated folders, which are skipped."""
    try:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise SettingsError(
            f"{FOLDER_VARIABLE}: cannot read the folder {folder} ({error.strerror}); example: one file per client,"
            f" {folder}/shop, that holds the client's key or its hash"
        ) from None
    for name in names:
        path = folder / name
        try:
            if path.is_file():
                yield name, path.read_bytes()
        except FileNotFoundError:
            continue  # taken away between the two looks: its key no longer counts
        except OSError as error:
            raise SettingsError(f"{FOLDER_VARIABLE}: cannot read {path} ({error.strerror})") from None


def _add(keys: KeySet, client: str, line: str, process_key: bytes) -> None:
    if not line:
        return
    stored = parse_stored_key(line)
    match stored:
        case PlainKey():
            keys.plain[hmac_of(stored.key, process_key)] = client
        case HmacHash():
            if keys.pepper is None:
                raise MalformedKey(f"an hmac-sha256 hash needs {PEPPER_VARIABLE}, which is not set")
            keys.peppered[stored.digest] = client
        case ScryptHash():
            keys.slow[stored] = client
