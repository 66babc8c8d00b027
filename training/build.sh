#!/usr/bin/env bash
# Rebuilds the learned reader from the frames and labels of this repository and the texts in ../shared/data/news.
set -euo pipefail
cd "$(dirname "$0")/.."
work="${1:-build/learned}"
shipped=src/dragoman/coding/data/learned
mkdir -p "$work/model"
python -m training.examples "$work/examples.jsonl" --variants 12
python -m training.train "$work/examples.jsonl" "$work/first.pt" --layers 0,1,2,3 --epochs 3 --frames 0.13
python -m training.train "$work/examples.jsonl" "$work/second.pt" --layers 0,1,2,3 --start "$work/first.pt" \
  --epochs 4 --frames 0.16 --mean 0.997
python -m training.train "$work/examples.jsonl" "$work/third.pt" --layers 0,1,2,3 --start "$work/second.pt" \
  --epochs 4 --frames 0.16 --mean 0.997
python -m training.export "$work/third.pt" "$work/model"
python -m training.fit_gate "$work/examples.jsonl" "$work/model/gate.toml"
python -m training.fit_joining training/labels "$work/model"
cp "$work"/model/{reader.onnx,tokenizer.json,gate.toml,track.csv,joining.toml} "$shipped/"
