import os
from pathlib import Path

import pytest

from slipway_ui.secret_file import SecretFile


def test_a_rotated_secret_is_read_again(secret: Path) -> None:
    file = SecretFile(secret)
    assert file.text() == "first"

    # As Kubernetes does it: another file takes the place of the old one, here of the same size and time.
    times = secret.stat()
    other = secret.with_name("other")
    other.write_text("other\n")
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(secret)

    assert file.text() == "other"


def test_several_lines_are_several_secrets(secret: Path) -> None:
    secret.write_text("new\n\n old \n")
    assert SecretFile(secret).lines() == ["new", "old"]


def test_an_empty_file_is_an_error_that_names_it(secret: Path) -> None:
    secret.write_text(" \n")
    with pytest.raises(ValueError, match=r"secret is empty"):
        SecretFile(secret).text()
