"""Finds the client of an API key. Keys rotate: several count at once, and the files are read again when they change."""

import asyncio
import logging
import secrets
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TextIO

from slipway_api.cache.single_flight import ComputationCancelled, SingleFlight
from slipway_api.security.key_folder import FOLDER_VARIABLE, PEPPER_VARIABLE, KeySet, read_key_set
from slipway_api.security.key_hashes import ScryptHash, hash_key, hmac_of, new_key
from slipway_api.security.refusals import AuthenticationUnavailable
from slipway_api.security.secret_file import read_secret
from slipway_api.settings import SettingsError

log = logging.getLogger(__name__)

# The kubelet itself takes up to a minute to bring a changed Secret into the pod.
RELOAD_SECONDS: Final = 2.0

# A longer key is somebody's mistake or attack, and hashing it costs time.
LONGEST_KEY: Final = 1024

# Unknown keys that were compared with all slow hashes, so that a client with a wrong key costs that once.
REMEMBERED_REFUSALS: Final = 1000

# Keys that wait for their slow hash. More is an attack or a stampede; the clients try again.
MOST_SLOW_VERIFICATIONS: Final = 16


class ApiKeys:
    """The keys in a folder. Known keys are found in microseconds; a slow hash costs once per key and process."""

    def __init__(self, folder: Path, pepper_file: Path | None) -> None:
        self._folder = folder
        self._pepper_file = pepper_file
        # Makes fingerprints of keys that mean nothing outside this process.
        self._process_key = secrets.token_bytes(32)
        self._keys = KeySet()
        self._trouble = ""
        self._verified: dict[bytes, ScryptHash] = {}
        self._refused = OrderedDict[bytes, None]()
        self._verifications = SingleFlight[ScryptHash | None]()
        # One thread, created on first use: slow hashes never take more than one core from predictions.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="api-key-hash")
        self._watcher: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Reads the keys and watches them. Raises SettingsError for a folder or line that makes no sense."""
        keys = await asyncio.to_thread(self._read)
        if keys.problems:
            raise SettingsError("\n".join(keys.problems))
        self._use(keys)
        if not keys.clients:
            log.warning("%s: %s holds no key, so that nobody may call with one", FOLDER_VARIABLE, self._folder)
        self._watcher = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        if self._watcher:
            self._watcher.cancel()
            await asyncio.gather(self._watcher, return_exceptions=True)
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def client_of(self, key: str) -> str | None:
        """The client whose key it is, or None. Raises AuthenticationUnavailable when too many slow hashes wait."""
        if not key or len(key) > LONGEST_KEY:
            return None
        presented = key.encode()
        fingerprint = hmac_of(presented, self._process_key)
        keys = self._keys
        client = keys.plain.get(fingerprint)
        if client is None and keys.pepper is not None:
            client = keys.peppered.get(hmac_of(presented, keys.pepper))
        if client is None and keys.slow:
            client = await self._client_by_slow_hash(presented, fingerprint)
        return client

    async def _client_by_slow_hash(self, presented: bytes, fingerprint: bytes) -> str | None:
        verified = self._verified.get(fingerprint)
        if verified is None and fingerprint not in self._refused:
            if fingerprint not in self._verifications and len(self._verifications) >= MOST_SLOW_VERIFICATIONS:
                raise AuthenticationUnavailable("too many API keys are being verified", retry_after_seconds=1)
            try:
                verified, _ = await self._verifications.run(fingerprint, lambda: self._verify(presented, fingerprint))
            except (ComputationCancelled, RuntimeError):  # the thread has been shut down
                raise AuthenticationUnavailable("the API is stopping", retry_after_seconds=1) from None
        # Looked up again: the line may have gone while its hash was computed.
        return self._keys.slow.get(verified) if verified else None

    async def _verify(self, presented: bytes, fingerprint: bytes) -> ScryptHash | None:
        keys = self._keys
        verified = await asyncio.get_running_loop().run_in_executor(self._thread, _matching, presented, list(keys.slow))
        if verified:
            self._verified[fingerprint] = verified
        elif keys is self._keys:
            self._refused[fingerprint] = None
            if len(self._refused) > REMEMBERED_REFUSALS:
                self._refused.popitem(last=False)
        return verified

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(RELOAD_SECONDS)
            await self._reload()

    async def _reload(self) -> None:
        try:
            keys = await asyncio.to_thread(self._read)
        except SettingsError as error:
            # A folder that is away for a moment must not lock every client out.
            self._report(f"{error}; the keys read before still count")
            return
        self._report("\n".join(keys.problems))
        if keys.checksum != self._keys.checksum:
            self._use(keys)
            log.info("API keys read again: %d clients", keys.clients)

    def _read(self) -> KeySet:
        return read_key_set(self._folder, self._pepper_file, self._process_key)

    def _use(self, keys: KeySet) -> None:
        self._keys = keys
        self._verified = {mark: verified for mark, verified in self._verified.items() if verified in keys.slow}
        self._refused.clear()

    def _report(self, trouble: str) -> None:
        """Once, not every two seconds."""
        if trouble and trouble != self._trouble:
            log.error("%s", trouble)
        self._trouble = trouble


def _matching(presented: bytes, hashes: list[ScryptHash]) -> ScryptHash | None:
    return next((stored for stored in hashes if stored.matches(presented)), None)


def hash_key_command(pepper_file: Path | None, stdin: TextIO, stdout: TextIO, stderr: TextIO) -> None:
    """
    `slipway-api hash-key`: prints the line for the key folder on stdout. The key is the first line of stdin; without
    one (a terminal, or nothing) a new key is made and shown on stderr, once. Raises SettingsError without the pepper.
    """
    pepper = read_secret(pepper_file, PEPPER_VARIABLE) if pepper_file else None
    key = "" if stdin.isatty() else stdin.readline().strip()
    if not key:
        key = new_key()
        print(f"New key, shown only now; give it to the client:\n{key}", file=stderr)
    print(hash_key(key, pepper), file=stdout)
