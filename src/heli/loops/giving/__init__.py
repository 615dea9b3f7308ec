"""Giving (捐赠): cash and goods from the first pledge to the last mask, in an open ledger.

The example of a loop: ``docs/how-to/write-a-loop.md`` walks through this package file by file.
"""
