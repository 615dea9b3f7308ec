"""Heli 合力: the work platform of a federation whose every figure can be proved."""

__version__ = "0.1.0"
