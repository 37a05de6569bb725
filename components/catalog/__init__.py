"""Products as shoppers meet them: cards, shelves, facets, the gallery, the picker, reviews."""
