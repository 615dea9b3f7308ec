"""Mediation in confidence: every act knows its people by their part, and writes into the vault alone.

Words are ``Secret`` and bodies and people ``Personal``: the journal says that something was written
and that somebody was named, never what and, once it is forgotten, not whom.
"""
