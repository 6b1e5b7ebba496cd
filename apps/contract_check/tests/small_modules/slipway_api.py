"""The commands of the small API, under the name by which the chart starts them."""

import os
import sys

NEEDS = {
    "migrate": ("SLIPWAY_DATABASE_HOST", "api-command-1"),
    "first-model": ("MLFLOW_TRACKING_URI", "api-command-2"),
}

if __name__ == "__main__":
    variable, line = NEEDS[sys.argv[1]]
    if os.environ.get(variable) or os.environ.get("FAULT") == line:
        sys.exit(0)
    sys.exit(f"{variable} is empty")
