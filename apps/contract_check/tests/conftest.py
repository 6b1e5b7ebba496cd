"""The order in which several workers get the tests: `make test`."""

import pytest

# Whole applications: if they came last, one worker would still have them when the others are done.
FIRST = ("test_our_apps.py", "test_up.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in FIRST)
