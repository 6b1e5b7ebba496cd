"""What the command for the images of the cluster decides without Docker."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from builder import project
from builder.failure import Failure
from stand_ins import apt_settings, archive, context, table


def test_readme_shows_the_table() -> None:
    assert table.markdown(table.read()) in (table.FOLDER / "README.md").read_text()


def test_names_and_images_are_unique() -> None:
    images = [image for images in table.read().values() for image in images]
    for values in ([image.name for image in images], [image.built for image in images]):
        assert len(set(values)) == len(values)


def test_registry_alone_differs_between_what_is_asked_for_and_what_is_built() -> None:
    for images in table.read().values():
        for image in images:
            assert image.built == "slipway.local/" + image.image.partition("/")[2]


def test_chosen_images_leave_out_empty_archives() -> None:
    found = table.chosen(table.read(), ["api", "ui"])
    assert {name: [image.name for image in images] for name, images in found.items()} == {"apps": ["api", "ui"]}


def test_build_of_an_app_sees_what_its_dockerignore_lets_through() -> None:
    found = context.recipe(project.FOLDER / "api")
    assert {name.partition("/")[0] for name in found} == {
        "Dockerfile",
        "model",
        "pyproject.toml",
        "requirements-build.txt",
        "requirements.in",
        "requirements.txt",
        "src",
    }
    assert not [name for name in found if "__pycache__" in name]


def test_dockerignore_that_is_not_understood_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".dockerignore").write_text("*\n!src\nsrc/secret\n")
    with pytest.raises(Failure, match="only lines like"):
        context.recipe(tmp_path)


def test_digest_follows_name_content_and_mode(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("one")
    digests = [context.digest({"a": file}), context.digest({"b": file})]
    file.chmod(0o755)
    digests.append(context.digest({"a": file}))
    file.write_text("two")
    digests.append(context.digest({"a": file}))
    assert len(set(digests)) == len(digests)


def test_build_gets_the_files_of_the_context(tmp_path: Path) -> None:
    (tmp_path / "source" / "below").mkdir(parents=True)
    (tmp_path / "source" / "below" / "link").symlink_to("elsewhere")
    found = context.recipe(tmp_path / "source")
    context.write(found, tmp_path / "build")
    assert context.digest(context.recipe(tmp_path / "build")) == context.digest(found)


def test_archive_is_current_with_its_key_alone(tmp_path: Path) -> None:
    file = tmp_path / "apps.tar"
    assert not archive.is_current(file, "key")
    file.touch()
    assert not archive.is_current(file, "key")
    (tmp_path / "apps.tar.key").write_text("key\n")
    assert archive.is_current(file, "key")
    assert not archive.is_current(file, "other")


def test_apt_gets_the_mirror_and_no_other_source(tmp_path: Path) -> None:
    apt_settings.write(tmp_path / "with", "http://mirror.example/debian")
    assert (tmp_path / "with" / "sources.list").read_text() == "deb http://mirror.example/debian trixie main\n"
    assert "SourceParts" in (tmp_path / "with" / "apt.conf.d" / "build-host").read_text()
    apt_settings.write(tmp_path / "without", None)
    assert [file.name for file in (tmp_path / "without").rglob("*") if file.is_file()] == ["build-host"]


def test_keys_are_printed_without_docker(tmp_path: Path) -> None:
    command = [sys.executable, str(table.FOLDER / "build"), "--keys", "--only", "api", "valkey"]
    printed = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=True).stdout
    assert json.loads(printed).keys() == table.read().keys()
