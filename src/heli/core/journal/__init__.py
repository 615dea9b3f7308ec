"""The append-only log of acts, its tree and its signed checkpoints."""
