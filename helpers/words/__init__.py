"""Words: tokens, sentences, lemmas and stop words of repaired text, and the frames made of them."""

from helpers.words.lemmas import LEMMATISED, is_stop, lemma
from helpers.words.sentences import sentences
from helpers.words.tokens import Token, tokenise

__all__ = ["LEMMATISED", "Token", "is_stop", "lemma", "sentences", "tokenise"]
