"""Static files under hashed names, once they have been collected."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # not typed
    """Hashed and compressed after ``heli serve`` has collected them; plain names before (tests)."""

    manifest_strict = False
    support_js_module_import_aggregation = True
    _addresses: tuple[Any, dict[str | None, str]] = (None, {})

    def url(self, name: str | None, force: bool = False) -> str:  # noqa: FBT001, FBT002  -- as Django calls it
        """The address of a file; looked up once for one manifest."""
        if not self.hashed_files:
            return str(super().url(name, force))
        if self._addresses[0] is not self.hashed_files:
            self._addresses = self.hashed_files, {}
        known = self._addresses[1]
        if name not in known:
            known[name] = str(super().url(name, force))
        return known[name]

    def stored_name(self, name: str) -> Any:
        """The hashed name where there is a manifest."""
        return super().stored_name(name) if self.hashed_files else name
