"""REST under /api/v1: thin routers over the verbs. A route says who may call it and shapes the answer."""
