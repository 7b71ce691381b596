"""Reads the benchmark's curves (CSV: task, shots, probability) and writes results, one JSON object a line."""
import csv
import json
import sys

import numpy as np

LAWS = ["original", "sampling-wise", "scoring-wise", "power", "bounded-power", "logistic"]


def read(path):
    """The shots [points] and the probabilities [tasks, points]; all tasks share their shots."""
    tasks = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            tasks.setdefault(int(row["task"]), []).append((float(row["shots"]), float(row["probability"])))
    curves = [np.array(sorted(points)) for _, points in sorted(tasks.items())]
    return curves[0][:, 0], np.stack([curve[:, 1] for curve in curves])


def write(law, seconds, sse):
    print(json.dumps({"law": law, "seconds": seconds, "sse": float(sse)}))
    sys.stdout.flush()
