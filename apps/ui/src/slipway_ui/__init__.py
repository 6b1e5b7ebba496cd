"""The slipway user interface: predictions, batches, insight and feedback over the slipway API."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("slipway-ui")
except PackageNotFoundError:  # run from a source folder that is not installed
    __version__ = "development"
