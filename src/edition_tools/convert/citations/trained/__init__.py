"""A bare reference, as reference lists have them, read by a model that was trained for it."""
