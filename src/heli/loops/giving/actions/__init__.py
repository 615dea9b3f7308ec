"""Writes: one function per act. Every door calls these: desk, phone, import, recipient's link."""
