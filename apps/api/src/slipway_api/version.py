"""The version that runs."""

from importlib.metadata import PackageNotFoundError, version

from slipway_api.settings import Settings

UNKNOWN = "0.0.0"


def version_of(settings: Settings) -> str:
    """That of the image, or of the installed package."""
    if settings.image_version:
        return settings.image_version
    try:
        return version("slipway-api")
    except PackageNotFoundError:  # run from the source folder
        return UNKNOWN
