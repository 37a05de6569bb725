"""What the board draws: tiles, charts, the funnel, the rows behind."""
