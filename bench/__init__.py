"""Benchmarks: ratios measured in one run, never asserted in tests. See docs/reference/performance.md."""
