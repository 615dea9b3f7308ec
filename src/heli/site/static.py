"""Static files under hashed names, once they have been collected."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # not typed
    """Hashed and compressed after ``heli serve`` has collected them; plain names before (tests)."""

    manifest_strict = False
    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> Any:
        """The hashed name where there is a manifest."""
        return super().stored_name(name) if self.hashed_files else name
