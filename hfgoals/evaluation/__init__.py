"""Scores and rates of monitoring and self-evaluation: pure functions over the model's values."""
