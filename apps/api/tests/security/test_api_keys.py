import asyncio
import hashlib
import hmac
import io
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from slipway_api.security import api_keys, key_hashes
from slipway_api.security.api_keys import ApiKeys, hash_key_command
from slipway_api.security.key_hashes import MalformedKey, ScryptHash, hash_key, new_key, parse_stored_key
from slipway_api.security.refusals import AuthenticationUnavailable
from slipway_api.settings import SettingsError

PEPPER = b"pepper-of-the-tests"


@asynccontextmanager
async def running_keys(folder: Path, pepper_file: Path | None = None) -> AsyncIterator[ApiKeys]:
    keys = ApiKeys(folder, pepper_file)
    await keys.start()
    try:
        yield keys
    finally:
        await keys.stop()


@pytest.fixture
def pepper_file(tmp_path: Path) -> Path:
    path = tmp_path / "pepper"
    path.write_bytes(PEPPER + b"\n")
    return path


@pytest.fixture
def _quick_reload(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_keys, "RELOAD_SECONDS", 0.02)


async def until_client(keys: ApiKeys, key: str, client: str | None) -> None:
    deadline = time.monotonic() + 60
    while await keys.client_of(key) != client:
        assert time.monotonic() < deadline, f"the key does not become one of {client}"
        await asyncio.sleep(0.01)


async def test_every_form_names_its_client(key_folder: Path, pepper_file: Path) -> None:
    (key_folder / "plain").write_text("a-plain-key\n")
    (key_folder / "peppered").write_text(hash_key("a-peppered-key", PEPPER))
    (key_folder / "slow").write_text(hash_key("a-slow-key", None) + "\n")
    async with running_keys(key_folder, pepper_file) as keys:
        assert await keys.client_of("a-plain-key") == "plain"
        assert await keys.client_of("a-peppered-key") == "peppered"
        assert await keys.client_of("a-slow-key") == "slow"
        for wrong in (
            "a-plain-keY",
            "a-plain-key ",
            "",
            "unknown",
            "x" * 5000,
            "schlüssel",
            hash_key("a-peppered-key", PEPPER),
        ):
            assert await keys.client_of(wrong) is None


async def test_several_keys_of_a_client_count_at_once(key_folder: Path, pepper_file: Path) -> None:
    (key_folder / "shop").write_text(f"old-key\n\n{hash_key('new-key', PEPPER)}\r\n{hash_key('next-key', None)}\n")
    async with running_keys(key_folder, pepper_file) as keys:
        assert [await keys.client_of(key) for key in ("old-key", "new-key", "next-key")] == ["shop"] * 3


def test_hashes_are_what_the_documentation_says() -> None:
    digest = hmac.new(PEPPER, b"key", hashlib.sha256).hexdigest()
    assert hash_key("key", PEPPER) == f"hmac-sha256${digest}"
    scheme, n, r, p, salt, stored = hash_key("key", None).split("$")
    expected = hashlib.scrypt(b"key", salt=bytes.fromhex(salt), n=int(n), r=int(r), p=int(p), dklen=32)
    assert (scheme, stored) == ("scrypt", expected.hex())
    assert hash_key("key", None) != hash_key("key", None), "each hash has a salt of its own"
    assert new_key() != new_key()


@pytest.mark.parametrize(
    "line",
    [
        "hmac-sha256$",
        "hmac-sha256$abc",
        "hmac-sha256$" + "g" * 64,
        "scrypt$",
        "scrypt$16384$8$1$aa",
        "scrypt$16385$8$1$" + "aa" * 16 + "$" + "bb" * 32,
        "scrypt$99999999$8$1$" + "aa" * 16 + "$" + "bb" * 32,
        "scrypt$1048576$8$1$" + "aa" * 16 + "$" + "bb" * 32,
        "scrypt$16384$0$1$" + "aa" * 16 + "$" + "bb" * 32,
        "scrypt$16384$8$0$" + "aa" * 16 + "$" + "bb" * 32,
        "scrypt$16384$8$99$" + "aa" * 16 + "$" + "bb" * 32,
    ],
)
def test_a_malformed_hash_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(MalformedKey, match=r"hash-key|for example"):
        parse_stored_key(line)


async def test_the_largest_scrypt_that_is_allowed_works(key_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_hashes, "SCRYPT_N", 2**17)
    (key_folder / "shop").write_text(hash_key("key", None))
    async with running_keys(key_folder) as keys:
        assert await keys.client_of("key") == "shop"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"scrypt$1$2", "file shop, line 2: not of the form scrypt"),
        (b"hmac-sha256$" + b"ab" * 32, "file shop, line 2: an hmac-sha256 hash needs SLIPWAY_API_KEY_PEPPER_FILE"),
        (b"\xff\xfe", "file shop, line 2: not UTF-8 text"),
    ],
)
async def test_a_wrong_line_is_named_at_the_start(key_folder: Path, content: bytes, message: str) -> None:
    (key_folder / "shop").write_bytes(b"good-key\n" + content)
    with pytest.raises(SettingsError, match=message) as refusal:
        await ApiKeys(key_folder, None).start()
    assert "good-key" not in str(refusal.value)


async def test_a_missing_folder_and_a_missing_pepper_are_named(tmp_path: Path, key_folder: Path) -> None:
    with pytest.raises(SettingsError, match="SLIPWAY_API_KEYS_FOLDER: cannot read the folder"):
        await ApiKeys(tmp_path / "none", None).start()
    with pytest.raises(SettingsError, match="SLIPWAY_API_KEY_PEPPER_FILE: cannot read"):
        await ApiKeys(key_folder, tmp_path / "none").start()


class MountedSecret:
    """Changes files as the kubelet does: a new dated folder, then one rename of the link `..data`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._generation = 0

    def write(self, files: dict[str, str]) -> None:
        self._generation += 1
        data = self._folder / f"..2026_{self._generation}"
        data.mkdir()
        for name, content in files.items():
            (data / name).write_text(content)
        link = self._folder / "..data_tmp"
        link.symlink_to(data.name)
        link.rename(self._folder / "..data")
        for name in files:
            if not (self._folder / name).is_symlink():
                (self._folder / name).symlink_to(f"..data/{name}")
        for path in self._folder.iterdir():
            if path.is_symlink() and not path.name.startswith("..") and path.name not in files:
                path.unlink()


@pytest.mark.usefixtures("_quick_reload")
async def test_rotation_of_a_mounted_secret(key_folder: Path) -> None:
    secret = MountedSecret(key_folder)
    secret.write({"shop": "first", "blog": "blog-key"})
    async with running_keys(key_folder) as keys:
        assert await keys.client_of("first") == "shop"
        secret.write({"shop": "first\nsecond", "blog": "blog-key"})
        await until_client(keys, "second", "shop")
        assert await keys.client_of("first") == "shop"
        secret.write({"shop": "second", "mill": "mill-key"})
        await until_client(keys, "first", None)
        await until_client(keys, "second", "shop")
        assert await keys.client_of("blog-key") is None
        assert await keys.client_of("mill-key") == "mill"


@pytest.mark.usefixtures("_quick_reload")
async def test_a_withdrawn_slow_key_no_longer_counts(key_folder: Path) -> None:
    (key_folder / "shop").write_text(f"{hash_key('old', None)}\n{hash_key('new', None)}")
    lines = (key_folder / "shop").read_text().splitlines()
    async with running_keys(key_folder) as keys:
        assert await keys.client_of("old") == "shop"
        (key_folder / "shop").write_text(lines[1])
        await until_client(keys, "old", None)
        # The file may have been read while it was empty.
        await until_client(keys, "new", "shop")


@pytest.mark.usefixtures("_quick_reload")
async def test_a_wrong_line_later_counts_for_nobody_and_the_others_hold(
    key_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (key_folder / "shop").write_text("first")
    async with running_keys(key_folder) as keys:
        (key_folder / "shop").write_text("scrypt$broken\nsecond")
        await until_client(keys, "second", "shop")
        await asyncio.sleep(0.1)
        assert await keys.client_of("scrypt$broken") is None
        assert await keys.client_of("first") is None
    assert caplog.text.count("file shop, line 1") == 1, "it is said once, not with every look"
    assert "broken" not in caplog.text


@pytest.mark.usefixtures("_quick_reload")
async def test_a_folder_that_is_away_for_a_moment_locks_nobody_out(
    key_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (key_folder / "shop").write_text("key")
    async with running_keys(key_folder) as keys:
        elsewhere = key_folder.with_name("elsewhere")
        await asyncio.to_thread(key_folder.rename, elsewhere)
        await asyncio.sleep(0.1)
        assert await keys.client_of("key") == "shop"
        await asyncio.to_thread(elsewhere.rename, key_folder)
        (key_folder / "shop").write_text("other")
        await until_client(keys, "other", "shop")
    assert "the keys read before still count" in caplog.text


async def test_a_folder_without_keys_lets_nobody_in_and_says_so(
    key_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_keys(key_folder) as keys:
        assert await keys.client_of("anything") is None
    assert "SLIPWAY_API_KEYS_FOLDER" in caplog.text


async def test_a_slow_hash_costs_once_and_keeps_the_event_loop_free(
    key_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (key_folder / "shop").write_text(hash_key("key", None))
    loop_runs, matches = threading.Event(), ScryptHash.matches

    def when_the_loop_runs(hash: ScryptHash, key: bytes) -> bool:
        assert loop_runs.wait(60), "the event loop waits for the hash"
        return matches(hash, key)

    monkeypatch.setattr(ScryptHash, "matches", when_the_loop_runs)
    async with running_keys(key_folder) as keys:
        asyncio.get_running_loop().call_later(0.01, loop_runs.set)
        cpu = time.process_time()
        assert set(await asyncio.gather(*(keys.client_of("key") for _ in range(50)))) == {"shop"}
        first = time.process_time() - cpu
        cpu = time.process_time()
        for _ in range(1000):
            await keys.client_of("key")
        later = (time.process_time() - cpu) / 1000
    assert first > 0.01, "the hash is slow"
    assert first < 0.5, "fifty requests at once hash once"
    assert later < 0.001


async def test_a_wrong_key_is_hashed_once(key_folder: Path) -> None:
    (key_folder / "shop").write_text(hash_key("key", None))
    async with running_keys(key_folder) as keys:
        assert await keys.client_of("wrong") is None
        cpu = time.process_time()
        for _ in range(100):
            assert await keys.client_of("wrong") is None
        assert time.process_time() - cpu < 0.02


async def test_a_flood_of_unknown_keys_is_cut_off(key_folder: Path) -> None:
    (key_folder / "shop").write_text(hash_key("key", None))
    async with running_keys(key_folder) as keys:
        answers = await asyncio.gather(*(keys.client_of(f"wrong {n}") for n in range(40)), return_exceptions=True)
        assert answers.count(None) == api_keys.MOST_SLOW_VERIFICATIONS
        assert sum(isinstance(answer, AuthenticationUnavailable) for answer in answers) == 24
        assert await keys.client_of("key") == "shop"


def test_hash_key_command_hashes_the_key_from_stdin(pepper_file: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    hash_key_command(pepper_file, io.StringIO("my-key\n"), out, err)
    assert out.getvalue() == hash_key("my-key", PEPPER) + "\n"
    assert err.getvalue() == ""


async def test_hash_key_command_makes_a_key_that_works(key_folder: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    hash_key_command(None, io.StringIO(""), out, err)
    (key_folder / "shop").write_text(out.getvalue())
    key = err.getvalue().splitlines()[-1]
    async with running_keys(key_folder) as keys:
        assert await keys.client_of(key) == "shop"


def test_hash_key_command_names_a_missing_pepper(tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SettingsError, match="SLIPWAY_API_KEY_PEPPER_FILE"):
        hash_key_command(tmp_path / "none", io.StringIO("key"), out, err)
    assert out.getvalue() == ""


async def test_a_key_that_is_still_being_hashed_at_the_end_is_not_called_wrong(key_folder: Path) -> None:
    (key_folder / "shop").write_text(hash_key("key", None))
    async with running_keys(key_folder) as keys:
        requests = [asyncio.create_task(keys.client_of(f"wrong {number}")) for number in range(5)]
        await asyncio.sleep(0)
    answers = await asyncio.gather(*requests, keys.client_of("key"), return_exceptions=True)
    assert isinstance(answers[-1], AuthenticationUnavailable)
    assert all(answer is None or isinstance(answer, AuthenticationUnavailable) for answer in answers)
