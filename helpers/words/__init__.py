"""Words: tokens, sentences, lemmas and stop words of repaired text, and the frames made of them."""

from helpers.words.chunks import WORD
from helpers.words.lemmas import LEMMATISED, is_stop, lemma
from helpers.words.sentences import cut, sentences
from helpers.words.tokens import Token, tokenise

__all__ = ["LEMMATISED", "WORD", "Token", "cut", "is_stop", "lemma", "sentences", "tokenise"]
