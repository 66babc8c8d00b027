"""What makes the learned reader: frames, labels, the data set, training and export (never installed)."""
