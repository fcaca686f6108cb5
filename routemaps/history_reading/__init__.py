"""Read how something was made with families: a co-production history into dated events, topics and sessions. Pure."""

from routemaps.history_reading.history import read_history
from routemaps.history_reading.result import HistoryReading, ReadEvent, ReadSession, ReadTopic

__all__ = ["HistoryReading", "ReadEvent", "ReadSession", "ReadTopic", "read_history"]
