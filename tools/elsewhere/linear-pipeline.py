"""A scikit-learn pipeline on the folder that a command was given, written where the first word says."""

import sys
from pathlib import Path

import numpy as np
from skl2onnx import to_onnx
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

folder, path = Path(sys.argv[1]), Path(sys.argv[2])
x = np.load(folder / "train.inputs.npy")
y = np.load(folder / "train.target.npy")
model = make_pipeline(StandardScaler(), PolynomialFeatures(2), LogisticRegression(max_iter=500, C=0.05))
model.fit(x, y)
path.write_bytes(to_onnx(model, x[:1], options={"zipmap": False}).SerializeToString())
