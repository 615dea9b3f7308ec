"""Figure matching: which measures a reading may state, and whether their values bear it out."""

from heli.kit.figure_matching.faces import Fit, Match, MeasureFace, Reason, Sense
from heli.kit.figure_matching.matching import best, match
from heli.kit.figure_matching.pairs import bigrams


__all__ = ["Fit", "Match", "MeasureFace", "Reason", "Sense", "best", "bigrams", "match"]
