"""Declared measures, the figures bound to them, and the seals that prove both.

``spec`` is what loops register; ``queries`` is where every number shown anywhere comes from;
``actions`` is what people do with figures; :mod:`heli.kit.bundle` proves the outcome elsewhere.
"""
