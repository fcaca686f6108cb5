"""Read strategies and updates of recommendations, and tell which kind a document is. Pure: no Django."""

from actions.outlines.kinds import KINDS, KindGuess, tell_kind
from actions.outlines.labels import MEANINGS
from actions.outlines.recommendation import read_recommendation_update
from actions.outlines.result import (
    OtherSection,
    Point,
    PromisedPriority,
    ReadRecommendation,
    RecommendationReading,
    StrategyReading,
)
from actions.outlines.strategy import read_strategy

__all__ = [
    "KINDS",
    "MEANINGS",
    "KindGuess",
    "OtherSection",
    "Point",
    "PromisedPriority",
    "ReadRecommendation",
    "RecommendationReading",
    "StrategyReading",
    "read_recommendation_update",
    "read_strategy",
    "tell_kind",
]
