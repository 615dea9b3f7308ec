"""Tags that every template has (they are builtins; nothing needs to be loaded)."""
