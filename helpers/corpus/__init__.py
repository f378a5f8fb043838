"""Many articles: which are copies of one another, what they reuse, which agency they come from."""
