"""Read a roadmap: from the blocks and cells of a document to periods and milestones. Pure: no Django."""

from actions.roadmap_reading.labels import Dates, read_period
from actions.roadmap_reading.result import (
    Covers,
    PreparesFor,
    ReadMilestone,
    ReadPeriod,
    Review,
    RoadmapReading,
    Stated,
)
from actions.roadmap_reading.roadmap import read_roadmap

__all__ = [
    "Covers",
    "Dates",
    "PreparesFor",
    "ReadMilestone",
    "ReadPeriod",
    "Review",
    "RoadmapReading",
    "Stated",
    "read_period",
    "read_roadmap",
]
