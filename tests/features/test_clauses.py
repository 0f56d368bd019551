import pytest

from analysis.features.clauses import attributed
from analysis.features.cues import cues
from analysis.features.quotes import quote_spans
from analysis.features.tokens import tokens


def clauses(sentence):
    """Pattern, source and content of what every cue of a sentence attributes."""
    words = tokens(sentence)
    quoted = [any(quote.start <= word.start < quote.end for quote in quote_spans(sentence)) for word in words]

    def part(piece):
        return sentence[words[piece[0]].start : words[piece[1] - 1].end]

    found = [attributed(words, quoted, cue) for cue in cues(words, quoted)]
    return [
        (clause.pattern, part(clause.source) if clause.source else None, [part(piece) for piece in clause.pieces])
        for clause in found
        if clause
    ]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Weber said ISIS had fled.", "ISIS had fled"),
        ("Weber said that ISIS had fled.", "that ISIS had fled"),
        ("Weber said on Monday that ISIS had fled.", "that ISIS had fled"),
        ("Weber said Monday ISIS had fled.", "ISIS had fled"),
        ("Weber said: ISIS has fled.", "ISIS has fled"),
        ("Weber told reporters that ISIS had fled.", "that ISIS had fled"),
        ("Weber said to them that ISIS had fled.", "that ISIS had fled"),
        ("Weber accused ISIS of burning the town.", "ISIS of burning the town"),
        ("Weber urged ISIS to leave.", "ISIS to leave"),
        ("Weber warned of ISIS attacks.", "of ISIS attacks"),
        ("Weber called for a war on ISIS.", "a war on ISIS"),
        ("Weber believes ISIS has fled.", "ISIS has fled"),
        ("Weber denied that ISIS had fled.", "that ISIS had fled"),
        ("Weber said ISIS had fled, but the bridge was gone.", "ISIS had fled"),
        ("In Karel, Weber said ISIS had fled.", "ISIS had fled"),
        ("Weber said ISIS held the bridge that crosses the river.", "ISIS held the bridge that crosses the river"),
        ("Weber said the town was free, adding that ISIS had fled.", "the town was free"),
        ("Weber told reporters ISIS had fled.", "ISIS had fled"),
        ("Weber vowed to defeat ISIS.", "to defeat ISIS"),
    ],
)
def test_content_after_its_cue(sentence, content):
    assert clauses(sentence)[0] == ("preposed", "Weber", [content])


@pytest.mark.parametrize(
    ("sentence", "pattern", "pieces"),
    [
        ("ISIS fighters had fled, Weber said.", "postposed", ["ISIS fighters had fled"]),
        ("ISIS fighters had fled, Weber said on Monday.", "postposed", ["ISIS fighters had fled"]),
        ("ISIS fighters had fled, said Weber.", "inverted", ["ISIS fighters had fled"]),
        ("ISIS fighters had fled, said Weber, who left.", "inverted", ["ISIS fighters had fled"]),
        ("ISIS fighters, Weber said, had fled.", "parenthetical", ["ISIS fighters", "had fled"]),
        ("“ISIS has fled,” Weber told reporters.", "postposed", ["“ISIS has fled,"]),
        ("“But ISIS has fled,” Weber said.", "postposed", ["“But ISIS has fled,"]),
        ("“ISIS has fled,” said Weber.", "inverted", ["“ISIS has fled,"]),
        ("“ISIS has fled,” continued Weber.", "inverted", ["“ISIS has fled,"]),
        (
            "But all the ISIS men in the town had fled, Weber said.",
            "postposed",
            ["all the ISIS men in the town had fled"],
        ),
        ("But ISIS had fled, Weber said.", "postposed", ["ISIS had fled"]),
        ("ISIS, Weber said, has fled.", "parenthetical", ["ISIS", "has fled"]),
        ("“Yes,” Weber said.", "postposed", ["“Yes,"]),
        ("“ISIS has fled,” Weber continued.", "postposed", ["“ISIS has fled,"]),
    ],
)
def test_content_before_or_around_its_cue(sentence, pattern, pieces):
    [(found, source, content)] = clauses(sentence)
    assert (found, source) == (pattern, "Weber")
    assert [piece.rstrip("”") for piece in content] == pieces


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("According to Weber, ISIS has fled.", ("according", "Weber", ["ISIS has fled"])),
        ("ISIS has fled, according to Weber.", ("according", "Weber", ["ISIS has fled,"])),
        ("In Weber's view, ISIS has fled.", ("view", "Weber's", ["ISIS has fled"])),
        ("In her view ISIS has fled.", ("view", "her", ["ISIS has fled"])),
        ("They heard Anna Weber's claim that ISIS had fled.", ("noun", "Anna Weber's", ["ISIS had fled"])),
        ("They heard the claim that ISIS had fled.", ("noun", None, ["ISIS had fled"])),
    ],
)
def test_content_without_a_verb(sentence, expected):
    assert clauses(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Anna Weber, the mayor of Karel, said the town was free.", "Anna Weber"),
        ("Anna Weber (pictured) said the town was free.", "Anna Weber"),
        ("Anna Weber, who chaired talks on ISIS, said the town was free.", "Anna Weber"),
        ("The mayor, who fought ISIS, said the town was free.", "The mayor"),
        ("Asked about ISIS, Weber said the town was free.", "Weber"),
    ],
)
def test_what_stands_about_the_subject_is_not_its_words(sentence, source):
    assert clauses(sentence) == [("preposed", source, ["the town was free"])]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Weber smiled, saying ISIS had fled.", ("preposed", None, ["ISIS had fled"])),
        ("Weber came and said ISIS had fled.", ("preposed", None, ["ISIS had fled"])),
    ],
)
def test_a_second_verb_has_no_source_of_its_own(sentence, expected):
    assert clauses(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    ["Weber was told that ISIS had fled.", "ISIS was accused of burning the town.", "The town was said to be free."],
)
def test_a_passive_names_no_source(sentence):
    assert clauses(sentence) == []
