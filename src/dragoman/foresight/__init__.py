"""Foresight: what followed in cases like this one. Measures over arrays, never over a store."""
