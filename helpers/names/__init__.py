"""Proper names: who and what an article names, by lists, rules and a trained model."""
