"""Writes tests/wine_facts.json: the model document of a running API, and the centre of each class of the wine data set.

`python tests/make_wine_facts.py http://127.0.0.1:8000`, with an environment that has scikit-learn.
"""

import json
import sys
import urllib.request
from pathlib import Path

from sklearn.datasets import load_wine

with urllib.request.urlopen(f"{sys.argv[1]}/model") as answer:
    model = json.load(answer)
wine = load_wine()
centroids = {
    str(name): [round(float(value), 4) for value in wine.data[wine.target == index].mean(axis=0)]
    for index, name in enumerate(wine.target_names)
}
facts = {"model": model, "centroids": centroids}
Path(__file__).with_name("wine_facts.json").write_text(json.dumps(facts, indent=1) + "\n")
