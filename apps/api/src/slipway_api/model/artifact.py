"""Finds a model by its URI, brings its folder here and loads it.

Local folders and the MLmodel format are read directly: importing MLflow costs a second and 30 MiB, so that is left to
models that come from a registry or have a flavour other than scikit-learn.
"""

import hashlib
import os
import pickle
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import unquote, urlparse

import yaml
from pydantic import ValidationError

from slipway_api.model.errors import ModelError, UnavailableModelError, UnusableModelError
from slipway_api.model.facts import METADATA_KEY, ModelFacts, facts_of
from slipway_api.model.mlflow_trouble import first_line, trouble_of
from slipway_api.model.predictor import Predictor, pyfunc_predictor, sklearn_predictor
from slipway_api.model.rows import Batch, InvalidRowsError, check_rows
from slipway_api.model.signature import Signature, signature_of

MLMODEL = "MLmodel"
REGISTRY_SCHEME = "models"
# How many downloaded versions stay: the served one and the one before it.
KEPT_DOWNLOADS = 2
DIGEST_CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class ModelVersion:
    """Exactly one model: what a URI means at this moment."""

    uri: str
    name: str
    version: str
    run_id: str
    alias: str | None = None
    # Differs when the same name and number stand for another model: in another registry, or registered anew.
    registration: str = ""
    # The folder, when the model is on this machine already.
    folder: Path | None = None


@dataclass(frozen=True)
class Artifact:
    """A model folder that was read, without its weights."""

    folder: Path
    mlmodel: Mapping[str, Any]
    facts: ModelFacts
    signature: Signature

    @property
    def flavours(self) -> Mapping[str, Mapping[str, Any]]:
        return self.mlmodel.get("flavors") or {}

    def golden_rows(self) -> Batch | None:
        """Also for finding out how the model likes its input. Raises UnusableModelError."""
        golden = self.facts.golden
        return None if golden is None else self.checked([dict(row) for row in golden.rows], "golden row")

    def checked(self, rows: Sequence[object], what: str) -> Batch:
        """Rows that came with the model. Raises UnusableModelError that says what they are."""
        try:
            return check_rows(rows, self.signature)
        except InvalidRowsError as error:
            first = error.errors[0]
            raise UnusableModelError(f"{what} {first.pointer} {first.detail}") from error


def packaged_model() -> Path:
    """The folder of the model that comes with the API: inside the package, or beside `src` in the repository."""
    package = Path(__file__).parents[1]
    for folder in (package / "packaged_model", package.parents[1] / "model"):
        if (folder / MLMODEL).is_file():
            return folder
    raise UnavailableModelError(
        "no packaged model: run `python train.py`, or set SLIPWAY_MODEL_URI, for example models:/wine@champion"
    )


def is_local(uri: str) -> bool:
    """Whether the model is on this machine, so that MLflow is not needed to find it."""
    return urlparse(uri).scheme in ("", "file")


def resolve(uri: str, name: str = "", packaged: Path | None = None) -> ModelVersion:
    """What the URI means now. Raises UnavailableModelError when it means nothing or nobody can be asked."""
    if not uri:
        return _local_version("packaged", packaged or packaged_model(), name)
    if is_local(uri):
        return _local_version(uri, Path(unquote(urlparse(uri).path)), name)
    if urlparse(uri).scheme == REGISTRY_SCHEME:
        return _registered_version(uri)
    # Any other address that MLflow knows (s3:, gs:, runs:, …) never changes its meaning, so the address is the version.
    return ModelVersion(uri, name or Path(urlparse(uri).path).name, hashlib.sha256(uri.encode()).hexdigest()[:12], "")


def fetch(version: ModelVersion, downloads: Path) -> Path:
    """The folder of the model, downloaded at most once. Raises UnavailableModelError."""
    if version.folder is not None:
        return version.folder
    exactly = f"{version.name}/{version.version}/{version.registration}"
    target = downloads / hashlib.sha256(exactly.encode()).hexdigest()[:24]
    if (target / MLMODEL).is_file():
        return target
    temporary: str | None = None
    try:
        downloads.mkdir(parents=True, exist_ok=True)
        temporary = mkdtemp(dir=downloads, prefix=".download-")
        from mlflow.artifacts import download_artifacts

        pinned = version.uri
        if urlparse(version.uri).scheme == REGISTRY_SCHEME:
            pinned = f"models:/{version.name}/{version.version}"
        folder = download_artifacts(artifact_uri=pinned, dst_path=temporary)
        # In one step, so that a half download never looks like a model.
        Path(folder).replace(target)
    except Exception as error:
        raise UnavailableModelError(f"{version.uri} cannot be downloaded: {trouble_of(error).text}") from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
    _forget_old(downloads)
    return target


def read(folder: Path) -> Artifact:
    """The MLmodel file of a folder. Raises ModelError when there is none or it makes no sense."""
    try:
        mlmodel = yaml.load((folder / MLMODEL).read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    except OSError as error:
        raise UnavailableModelError(f"{folder} is no MLflow model: {error.strerror}: {error.filename}") from error
    except yaml.YAMLError as error:
        raise UnusableModelError(f"{folder / MLMODEL} is no YAML: {first_line(error)}") from error
    try:
        facts = facts_of(mlmodel)
        return Artifact(folder, mlmodel, facts, signature_of(mlmodel, facts))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        place = ".".join(("metadata", METADATA_KEY, *map(str, first["loc"])))
        raise UnusableModelError(f"{place} in {folder / MLMODEL}: {first['msg']}") from error


def digest_of(folder: Path) -> str:
    """Changes when any of the files does, and is the same wherever the same files are."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        digest.update(file.relative_to(folder).as_posix().encode())
        with file.open("rb") as content:
            while chunk := content.read(DIGEST_CHUNK_BYTES):
                digest.update(chunk)
    return digest.hexdigest()


def load(artifact: Artifact) -> Predictor:
    """The model with its weights. Raises UnusableModelError. Loading runs code of the model: trust who may register."""
    try:
        if "sklearn" in artifact.flavours and (estimator := _load_sklearn(artifact)) is not None:
            return sklearn_predictor(estimator, artifact.golden_rows())
        return pyfunc_predictor(_load_pyfunc(artifact))
    except ModelError:
        raise
    except Exception as error:
        raise UnusableModelError(f"{artifact.folder.name} cannot be loaded: {first_line(error)}") from error


def _load_sklearn(artifact: Artifact) -> Any:
    """The estimator from its pickle, or None when MLflow must load it: other formats, or code beside the model."""
    flavour = artifact.flavours["sklearn"]
    if flavour.get("serialization_format") not in ("pickle", "cloudpickle") or flavour.get("code"):
        return None
    if os.environ.get("MLFLOW_ALLOW_PICKLE_DESERIALIZATION", "true").lower() in ("false", "0"):
        raise UnusableModelError("the model is a pickle, and MLFLOW_ALLOW_PICKLE_DESERIALIZATION forbids those")
    with (artifact.folder / flavour["pickled_model"]).open("rb") as file:
        return pickle.load(file)  # noqa: S301 - the operator chose the model; the variable above forbids it


def _load_pyfunc(artifact: Artifact) -> Any:
    import mlflow.pyfunc

    return mlflow.pyfunc.load_model(str(artifact.folder))


def _local_version(uri: str, folder: Path, name: str) -> ModelVersion:
    artifact = read(folder)
    return ModelVersion(
        uri=uri,
        name=name or artifact.facts.name or folder.name,
        version=digest_of(folder)[:12],
        run_id=str(artifact.mlmodel.get("run_id") or ""),
        folder=folder,
    )


def _registered_version(uri: str) -> ModelVersion:
    path = unquote(urlparse(uri).path.strip("/") or urlparse(uri).netloc)
    registered, _, alias = path.partition("@")
    number = ""
    if not alias:
        registered, _, number = path.partition("/")
    if not registered or not (alias or number):
        raise UnavailableModelError(f"{uri} names no version; example: models:/wine@champion or models:/wine/3")
    try:
        from mlflow import MlflowClient, get_registry_uri

        client = MlflowClient()
        if alias:
            found = client.get_model_version_by_alias(registered, alias)
        else:
            found = client.get_model_version(registered, number)
    except Exception as error:
        raise UnavailableModelError(f"{uri}: the registry gives no such version: {trouble_of(error).text}") from error
    registration = f"{get_registry_uri()} {found.source} {found.run_id} {found.creation_timestamp}"
    return ModelVersion(uri, found.name, str(found.version), found.run_id or "", alias or None, registration)


def _forget_old(downloads: Path) -> None:
    """The folder is small (a memory disk in a pod): keep only the newest models."""
    kept = sorted(
        (path for path in downloads.iterdir() if (path / MLMODEL).is_file()),
        key=lambda path: path.stat().st_mtime,
        reverse=True,
    )
    for path in kept[KEPT_DOWNLOADS:]:
        shutil.rmtree(path, ignore_errors=True)
