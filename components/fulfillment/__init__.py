"""What the warehouse floor draws: the scanning screen with its queue, work cards, labels."""
