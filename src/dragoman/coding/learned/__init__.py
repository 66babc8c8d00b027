"""The learned reader: what a small network says of each pair of actors in a sentence."""
