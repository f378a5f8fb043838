"""Every string that charts, tables, readings and the report show, in one table."""

from numbers import Integral

LABELS: dict[str, str] = {
    # shared
    "empty": "Nothing to draw: {reason}.",
    "empty_alt": "Empty chart, {title}: {reason}.",
    "share": "{value} ({share})",
    "list": "{first} and {last}",
    "list_or": "{first} or {last}",
    "title_row": "title",
    "lead": "(before the first heading)",
    "section": "section",
    "section_numbered": "{number}. {heading}",
    "more": "{shown} and {more} more",
    # roles of lines
    "role_title": "title",
    "role_subtitle": "subtitle",
    "role_byline": "byline",
    "role_heading": "heading",
    "role_body": "body",
    "role_caption": "caption",
    "role_boilerplate": "boilerplate",
    "role_blank": "blank",
    # strip
    "strip_title": "The source, line by line",
    "strip_x": "line of the source",
    "strip_y": "characters in the line",
    "strip_role": "{role} ({count})",
    "strip_copy": "copy of an earlier line ({count})",
    "strip_other": "another article ({count})",
    "strip_none": "the source has no lines",
    "strip_alt": "Strip of the {lines} in reading order. {roles}.",
    "strip_alt_role": "{role}: {count} ({where})",
    "strip_alt_copy": "Copies of earlier lines: {count} ({where}).",
    "strip_alt_other": "Lines of another article: {count} ({where}).",
    "lines_one": "1 source line",
    "lines_many": "{count} source lines",
    # section lengths
    "sections_title": "Length of each section",
    "sections_none": "there are no sections",
    "sections_alt": "Bar chart of the length of {rows} in {unit}, {total} in all.",
    "sections_alt_ends": "Longest: {longest}, {most}; shortest: {shortest}, {least}.",
    "sections_alt_one": "It is {name}.",
    "rows_one": "1 part",
    "rows_many": "{count} parts",
    "sections_many": "number of the section",
    "unit_words": "words",
    "unit_sentences": "sentences",
    "unit_characters": "characters",
    # terms
    "terms_title": "Most frequent terms",
    "terms_x": "occurrences",
    "terms_none": "no term to count",
    "terms_alt": "Bar chart of the {shown} most frequent of {all} terms.",
    "terms_alt_ends": "Most frequent: {first}; last shown: {last}.",
    "term_count": "{term} ({count})",
    "cloud_title": "Word cloud of the terms",
    "cloud_few": "fewer than three terms occur, too few for a cloud",
    "cloud_alt": "Word cloud of {shown} terms, sized by their count; the largest: {largest}.",
    "dispersion_title": "Where each term occurs",
    "dispersion_x": "place in the article, in words",
    "dispersion_none": "no occurrence to place",
    "dispersion_alt": "Dispersion chart over {length} words of the article; each tick is an occurrence.",
    "dispersion_alt_term": "{term}: {count}, words {first} to {last}",
    "dispersion_alt_once": "{term}: once, word {first}",
    # actors
    "kind_person": "person",
    "kind_organisation": "organisation",
    "kind_state": "state",
    "kind_collective": "collective",
    "form_name": "name",
    "form_role": "role",
    "form_metonym": "metonym",
    "form_demonym": "demonym",
    "form_pronominal-description": "description",
    "actors_title": "Mentions of each actor, by form",
    "actors_x": "mentions",
    "actors_none": "no actor was found",
    "actors_alt": "Stacked bar chart of the mentions of {shown} of {all} actors, by form: {forms}.",
    "actors_alt_ends": "Most mentioned: {first}; least mentioned of those shown: {last}.",
    "actor_kind": "{actor} · {kind}",
    "actor_count": "{actor} ({count})",
    "grid_title": "Mentions of each actor in each section",
    "grid_alt": "Table of {actors} actors by {columns} sections, with the number of mentions in each cell.",
    "grid_alt_most": "Most: {actor}, {count} in {section}.",
    "first_title": "First mention of each actor",
    "first_x": "sentence of the article, the title included",
    "first_alt": "Timeline of the first mention of {actors} actors over {sentences} sentences.",
    "first_alt_order": "In order: {order}.",
    "first_place": "{actor} (sentence {sentence})",
    "later_mark": "later mention",
    # tables, cards and the report's page
    "html_line": "line",
    "html_row": "row",
    "html_role": "role",
    "html_reason": "reason",
    "html_copy_of": "copy of line",
    "html_text": "text",
    "html_yes": "yes",
    "html_no": "no",
    "html_no_rows": "no rows",
    "html_more_rows": "{n} more rows",
    "html_set_aside": "{n} of {total} lines set aside; {blank} more are blank",
    "html_near_copy": "{line} ({share:.0%} alike)",
    "html_against": "Line {line} against line {first}:",
    "html_no_differences": "No line differs from the one it repeats.",
    "html_marks": "Marked:",
    "html_title": "Title",
    "html_byline": "Byline",
    "html_date": "Date",
    "html_language": "Language",
    "html_source": "Source",
    "html_words": "Words",
    "html_lines": "Lines",
    "html_lines_kept": "{kept} kept, {aside} set aside ({copies} of them copies), {blank} blank",
    "html_lines_others": "{kept}, {others} of other articles",
    "html_article": "Article",
    "html_article_number": "{number} of {articles} in this dump; NUMBER = {other}, or --article {other}, reads another",
    "html_other_article": "belongs to article {number} of the dump",
    # context lines
    "kwic_line": "line",
    "kwic_left": "before",
    "kwic_keyword": "found",
    "kwic_right": "after",
    "kwic_found_one": "1 occurrence of “{query}”",
    "kwic_found_many": "{count} occurrences of “{query}”",
    "kwic_one": "1 occurrence",
    "kwic_many": "{count} occurrences",
    "kwic_none": "No occurrence of “{query}” in the text that is searched{hint}.",
    "kwic_hint": "; did you mean {near}?",
    "kwic_quoted": "“{query}”",
    "search_query": "Find",
    "search_hint": "a word, several, ukrain*, or a | b; then Enter",
    "search_by": "as",
    "search_lemma": "all forms of a word",
    "search_form": "the form as written",
    "search_regex": "regular expression",
    "search_width": "context",
    "search_words": "{count} words",
    "search_sentence": "the sentence",
    "search_sort": "sorted by",
    "search_position": "place in the text",
    "search_left": "words before",
    "search_right": "words after",
    "search_keyword": "words found",
    "search_error": "Not searched: {reason}.",
    "search_empty": "Type a word and press Enter.",
    "page_skip": "Skip to the text",
    "page_contents": "Contents",
    "page_source": "Source: {source}",
    "page_read": "Read again on",
    "page_code": "Code",
    "page_parameters": "Parameters",
    "page_given": "Parameters given",
    "page_footer": "Made by Relire. This page stands alone: it loads nothing and runs no script.",
    "page_figure": "Figure, under the heading “{heading}”",
    # sentences that read a chart or a table
    "reads_lines": "Of {lines} lines with text, {kept} are read; {rest}.",
    "reads_copies": "{count} repeat earlier lines",
    "reads_boilerplate": "{count} are boilerplate",
    "reads_bylines": "{count} tell who wrote it and when",
    "reads_others": "{count} belong to other articles in the dump",
    "reads_nothing_aside": "nothing was set aside",
    "reads_apostrophes": "The text mixes {curly} typographic and {straight} straight apostrophe{s}; both count alike here.",
    "reads_even": "The text has {count} apostrophes, all of one kind.",
    "reads_no_apostrophes": "The text has no apostrophes.",
    "reads_encoding": "The source is {size} bytes in {encoding}.",
    "reads_absent": "It has no {absent}.",
    "reads_title": "Line {line} is used as the headline, with a chance of {chance}: {sure}.",
    "reads_title_sure": "that is fairly sure",
    "reads_title_unsure": "that is doubtful, so look at the others",
    "reads_title_stated": "The title, “{title}”, is the reader's decision.",
    "reads_title_none_stated": "That the article has no title is the reader's decision.",
    "reads_title_refused": "The likeliest headline, line {line}, is none by the reader's decision; the title used: {title}.",
    "reads_title_declared": "No headline found in the text; the title, “{title}”, is what the page declares.",
    "reads_title_weak": "No headline found: the likeliest line has a chance of {chance}, which is too little.",
    "reads_title_nothing": "No headline found: no line of the text looks like one.",
    "reads_evidence_text": "The dump is plain text: the roles rest on the lines themselves and on what stands around them.",
    "reads_evidence_page": "The source is a web page, and its markup was used as evidence: of {lines} lines, {marked} stand in "
    "an element that tells more than a paragraph, such as a heading or a menu, and {main} are main text to trafilatura.",
    # what is done about characters that spoil naive counts
    "health_typographic apostrophes": "count like straight ones",
    "health_straight apostrophes": "count like typographic ones",
    "health_no-break spaces": "count as spaces",
    "health_soft hyphens": "left out",
    "health_zero-width characters": "left out",
    "health_combining marks": "joined with their letters",
    "health_replacement characters": "left as they are: what stood there is lost",
    "health_mojibake": "undone",
    "health_CRLF line ends": "all line ends count alike",
    "health_LF line ends": "all line ends count alike",
    "health_CR line ends": "all line ends count alike",
    "reads_no_sections": "No line of this article was read as body text.",
    "reads_one_section": "The article is one part of {words} words; there is nothing to compare it with.",
    "reads_sections": "Of {parts} parts, “{longest}” is the longest ({most} words, {share} of the text) and “{shortest}” "
    "the shortest ({least} words).",
    "reads_sentence": "A sentence has {mean} words on average.",
    "reads_sentences": "A sentence has {mean} words on average; the longest stand in “{longest}”, with {most}.",
    "reads_short": "With {words} words in all, such differences say little.",
    "reads_no_terms": "No term occurs more than {few} times: the text is too short to rank its words.",
    "reads_terms": "Most frequent: {leading}, {count} times; {firm} terms occur more than {few} times, the others are too "
    "rare to rank.",
    "reads_no_expressions": "No expression of several words occurs more than once.",
    "reads_expressions": "Most frequent: {leading}, {count} times; {firm} expressions occur more than {few} times, the others "
    "are too rare to rank.",
    "reads_expressions_rare": "No expression occurs more than {few} times; these occur {count} times: {leading}.",
    "reads_general": "general language",
    "reads_other": "“{title}”",
    "reads_no_reference": "There is no list of general word frequencies for the language “{language}” to compare the article "
    "with.",
    "reads_no_keyness": "There are no terms to compare.",
    "reads_none_key": "Of {compared} terms compared with {against}, none differs by more than chance allows: the text is too "
    "short.",
    "reads_keyness": "Of {compared} terms compared with {against}, the most over-used are: {over}.",
    "reads_keyness_under": "Under-used: {under}.",
    "reads_keyness_count": "In all, {ranked} differ by more than chance allows, at most 5 in 100 of them wrongly, and are frequent "
    "enough to be ranked.",
    "reads_no_pairs": "No two terms stand in the same sentence more than {few} times: the pairs below are too rare to rank.",
    "reads_pair": "Bound most: {source} and {target} (together {count} times).",
    "reads_pairs_one": "Of all pairs, 1 occurs together more than {few} times.",
    "reads_pairs_many": "Of all pairs, {firm} occur together more than {few} times.",
    "reads_no_phrases": "No phrase returns word for word.",
    "reads_phrases": "Phrases that return word for word: {phrases}. The longest: “{longest}” ({words} words, {count} times).",
    "reads_no_hapaxes": "There are no terms to count.",
    "reads_hapaxes": "Of {terms} different terms, {once} occur once (hapaxes, {share}).",
    "reads_no_diversity": "{words} words are too few to measure how varied the vocabulary is.",
    "reads_diversity": "Of any {window} words in a row, {different} are different on average (MATTR).",
    "reads_unsteady": "With {words} words in all, this changes with every few words.",
    "reads_no_lengths": "There are too few sentences to compare their lengths.",
    "reads_lengths": "The {sentences} sentences have {median} words in the middle (median); the longest, in line {line}, has "
    "{most}.",
    "reads_no_formula": "There is no readability formula for the language “{language}” here.",
    "reads_short_formula": "With {words} words, the text is too short for readability formulas to be trusted.",
    "reads_level": "“{level}” by {formula}",
    "reads_readability": "The text is {levels}.",
    "reads_no_dispersion": "There are not enough sections to see where terms occur.",
    "reads_dispersion": "In each of the {sections} sections: {everywhere}; in one only: {once}.",
    "reads_none": "none",
    "reads_no_actors": "No actor was found in this article.",
    "reads_actors": "{actor} is mentioned most, {count} times, {other} of them without its name; of all {total} mentions, "
    "{unnamed} are roles, metonyms, demonyms or descriptions, which a count of names would miss.",
    "reads_first": "{first} comes first; the last to enter is {last}.",
    "reads_language": "Words, stop words and roles follow the lists for “{language}”.",
    "reads_other_language": "Relire has no word lists for the language “{language}”: stop words are not left out, forms are "
    "not lemmatised, and few actors are found.",
}


def label(key: str, **values: object) -> str:
    """The string of that name, its places filled; whole numbers get separators, other values are taken as they are.

    >>> label("terms_alt", shown=20, all=1234)
    'Bar chart of the 20 most frequent of 1,234 terms.'
    """
    written = {name: number(value) if isinstance(value, Integral) else value for name, value in values.items()}
    return LABELS[key].format(**written)


def number(value: int | Integral) -> str:
    """A whole number as it is written in a chart.

    >>> number(12345)
    '12,345'
    """
    return f"{value:,}"


def listing(items: list[str], word: str = "and") -> str:
    """Items as a phrase, the last two joined by ``word`` ("and" or "or").

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    if len(items) < 2:
        return "".join(items)
    return label("list" if word == "and" else "list_or", first=", ".join(items[:-1]), last=items[-1])
