"""The names of a site's pages: readable, safe on every file system, and the same whatever else the site holds."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 60  # characters of the readable part
DIGITS = 12  # of a digest that tells ids apart whose readable parts are equal
_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?")
_DIGEST = re.compile(rf"-[0-9a-f]{{{DIGITS}}}\Z")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")  # names that Windows keeps for itself


def page_name(identity: str) -> str:
    """What the page of an article is called, without ``.html``: a function of its id alone.

    An id of a few small letters, digits, dots, dashes and underscores is its own name; of any other what can be read
    is kept, and a digest of the whole id added. Two ids have the same name only where their digests collide.

    >>> page_name("a000012"), page_name("otan-zelensky.txt")
    ('a000012', 'otan-zelensky.txt')
    >>> page_name("../Émeute à Paris")
    'emeute-a-paris-e97ea60beb38'
    """
    if _PLAIN.fullmatch(identity) and not _DIGEST.search(identity) and not _DEVICE.fullmatch(identity):
        return identity
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
    return "-".join(filter(None, [slug(identity), digest]))


def slug(text: str) -> str:
    """What can be read of a text in small letters, digits and dashes; empty where nothing can.

    >>> slug("L’été de « l'OTAN »"), slug("新聞")
    ('l-ete-de-l-otan', '')
    """
    apart = unicodedata.normalize("NFKD", text[: 4 * LONGEST].casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    cut = words[: LONGEST + 1].rpartition("-")[0] if len(words) > LONGEST else ""
    return cut or words[:LONGEST]
