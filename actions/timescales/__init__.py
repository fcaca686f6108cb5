"""Timescales of actions: what people wrote about when, read into dates, with its doubts said aloud.

A cell is cut into tokens (``tokens``), the tokens are gathered into elements (``elements``: a point in the
calendar, a recurrence, a marker such as "by", a word that was not understood), and the elements are weighed
together (``reading``). Every token must be accounted for: what is not understood becomes a note or a problem,
never a guess. Nothing here touches the database.
"""

from .reading import read_timescale
from .value import Timescale
from .ways import ways_to_read

__all__ = ["Timescale", "read_timescale", "ways_to_read"]
