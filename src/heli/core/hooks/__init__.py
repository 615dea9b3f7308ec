"""Webhooks: other systems are told what happened, signed, at least once, and only over the net."""
