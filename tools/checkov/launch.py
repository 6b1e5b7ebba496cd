"""Runs checkov with the packages that `make tools` put into .tools/checkov, and with no others.

Python is started with -I and -S, so that neither the user's settings nor the packages of the system get in.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / ".tools" / "checkov"))

from checkov.main import Checkov  # noqa: E402

if __name__ == "__main__":
    sys.exit(Checkov().run())
