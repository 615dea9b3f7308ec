"""The doors for programs: keys, problem documents, pages by their edge; resources of the core.

A loop adds its own as ``api.py`` with a ``router``; :mod:`heli.site.api` puts them together.
"""
