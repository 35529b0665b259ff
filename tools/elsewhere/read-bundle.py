"""A plain reader of a bundle's model.json and weights.bin: numpy alone. Holds it to ONNX Runtime on the exported file."""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime

bundle, exported = Path(sys.argv[1]), sys.argv[2]
description = json.loads((bundle / "model.json").read_text(encoding="utf-8"))
assert description["format"] == "layers-model", description["format"]
weights, at = {}, 0
for group in description["weightsManifest"]:
    blob = b"".join((bundle / path).read_bytes() for path in group["paths"])
    for entry in group["weights"]:
        assert entry["dtype"] == "float32", entry
        count = int(np.prod(entry["shape"]))
        values = np.frombuffer(blob, dtype="<f4", count=count, offset=at)
        weights[entry["name"]] = values.reshape(entry["shape"])
        at += 4 * count
    assert at == len(blob), "bytes are left over"


def softmax(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


activations = {"relu": lambda z: np.maximum(z, 0), "linear": lambda z: z, "softmax": softmax}
layers = description["modelTopology"]["config"]["layers"]
width = layers[0]["config"]["batch_input_shape"][1]
x = np.random.default_rng(1).normal(size=(200, width)).astype("float32")
values = x
for layer in layers:
    assert layer["class_name"] == "Dense", layer["class_name"]
    config = layer["config"]
    name = config["name"]
    values = activations[config["activation"]](
        values @ weights[f"{name}/kernel"] + weights[f"{name}/bias"]
    )

session = onnxruntime.InferenceSession(exported)
(answer,) = session.run(None, {session.get_inputs()[0].name: x})
metadata = session.get_modelmeta().custom_metadata_map
assert json.loads(metadata["classes"]) and len(json.loads(metadata["input_names"])) == width
worst = float(np.abs(answer - values).max())
assert worst < 1e-5, worst
print(f"largest difference {worst:.1e}")
