"""Weights of the cues to hidden breaks; written by `benchmarks/fit_breaks.py`."""

from __future__ import annotations

from collections.abc import Mapping

# of the texts that they were fitted to
SHA256 = "09aedc1d8d9cd36a6ed7f1ed3eface8576a4f5e1c280da8e33d8982931bce31e"
BIAS = -0.987
WEIGHTS: Mapping[str, float] = {
    "marker": 0.626,
    "unmarked": 2.991,
    "glued": 2.387,
    "quoted": 0.166,
    "year": 0.271,
    "question": 0.058,
    "closed": -0.222,
    "asking": 0.262,
    "inside": -1.751,
    "answered": -0.834,
    "coming": -0.256,
    "quotation": 2.390,
    "numbered": 6.585,
    "before": 0.617,
    "before2": 0.260,
    "after": -0.022,
    "after2": 0.172,
    "short": 0.405,
    "cohesion": -3.939,
    "wide": 0.123,
    "valley": 2.345,
    "echo": -1.048,
    "novelty": -0.652,
    "promise": 0.984,
    "subject": 0.042,
    "given": -0.137,
    "points": -0.288,
    "named": -0.059,
    "renamed": -0.026,
    "tense": 0.070,
    "past": -0.200,
    "person": 0.254,
    "next": 0.013,
    "last": 0.224,
    "third": -1.456,
    "it": 0.013,
    "self": -0.288,
    "and": -0.644,
    "but": -0.481,
    "this": -0.038,
    "turn": 0.624,
    "place": 0.248,
    "when": 0.311,
    "the": 0.174,
    "some": -0.030,
    "asks": -0.074,
    "other": 0.368,
}
# (share that the model gives, share that was right in works it had not seen)
KNOTS: tuple[tuple[float, float], ...] = (
    (0.0, 0.0),
    (0.026, 0.056),
    (0.075, 0.094),
    (0.124, 0.146),
    (0.174, 0.169),
    (0.224, 0.217),
    (0.274, 0.278),
    (0.345, 0.309),
    (0.445, 0.354),
    (0.547, 0.355),
    (0.656, 0.365),
    (0.853, 0.546),
    (1.0, 0.546),
)
