"""What no primitive can hold: texts that were read, and what people said about their figures."""

from heli.loops.briefs.models.reading import ReadText, Said, Stage, Verdict, may_read_for, may_use


__all__ = ["ReadText", "Said", "Stage", "Verdict", "may_read_for", "may_use"]
