"""Reads a version with MLflow's own client, as a colleague in Python would, and prints what it finds as JSON."""

import hashlib
import json
import sys
from pathlib import Path

import mlflow
from mlflow import MlflowClient

address, name = sys.argv[1:3]
mlflow.set_tracking_uri(address)
client = MlflowClient()
version = client.get_model_version_by_alias(name, "production")
run = client.get_run(version.run_id)
folder = Path(mlflow.artifacts.download_artifacts(f"models:/{name}@production"))
files = [path for path in folder.rglob("*") if path.is_file()]
print(
    json.dumps(
        {
            "version": version.version,
            "description": version.description,
            "versionTags": version.tags,
            "aliases": client.get_registered_model(name).aliases,
            "status": run.info.status,
            "params": run.data.params,
            "metrics": run.data.metrics,
            "epochs": len(client.get_metric_history(run.info.run_id, "epoch/loss")),
            "datasets": [
                {"name": entry.dataset.name, "digest": entry.dataset.digest}
                for entry in run.inputs.dataset_inputs
            ],
            "files": {
                path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in files
            },
        }
    )
)
