import pytest

from analysis.features.sources import explains_subject, name_beside, source_after, source_before
from analysis.features.tokens import tokens


def noun_phrase(sentence, words, source):
    return sentence[words[source[0]].start : words[source[1] - 1].end] if source else None


def before_said(sentence):
    words = tokens(sentence)
    verb = [word.low for word in words].index("said")
    return noun_phrase(sentence, words, source_before(words, [False] * len(words), verb))


def after_said(sentence):
    words = tokens(sentence)
    source = source_after(words, [word.low for word in words].index("said") + 1, len(words))
    beside = source and name_beside(words, source, len(words))
    return noun_phrase(sentence, words, source), noun_phrase(sentence, words, beside)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Anna Weber said so", "Anna Weber"),
        ("On Monday, Anna Weber has repeatedly said so", "Anna Weber"),
        ("When it rained, he said so", "he"),
        ("The minister of defense said so", "The minister of defense"),
        ("Two of the men said so", "Two of the men"),
        ("Anna Weber and Bruno Falk said so", "Anna Weber and Bruno Falk"),
        ("A French officer attached to the coalition said so", "A French officer attached to the coalition"),
        ("Anna Weber, the mayor of Karel, said so", "Anna Weber"),
        ("Anna Weber, who lost the vote, said so", "Anna Weber"),
        ("Anna Weber (pictured) said so", "Anna Weber"),
        ("Their commander, Gen. Anna Weber, said so", "Gen. Anna Weber"),
        ("It rained, and said so", None),
        ("said so", None),
    ],
)
def test_the_subject_before_a_verb(sentence, source):
    assert before_said(sentence) == source


@pytest.mark.parametrize(
    ("sentence", "source", "name"),
    [
        ("said Anna Weber, the mayor", "Anna Weber", None),
        ("said the mayor, Anna Weber", "the mayor", "Anna Weber"),
        ("said the mayor, a baker", "the mayor", None),
        ("said the minister for trade", "the minister for trade", None),
        ("said he on Monday", "he", None),
        ("said Weber when it rained", "Weber", None),
        ("said Gen. Weber, who left", "Gen. Weber", None),
    ],
)
def test_the_source_after_a_verb_and_the_name_beside_a_role(sentence, source, name):
    assert after_said(sentence) == (source, name)


@pytest.mark.parametrize(
    ("sentence", "is_apposition"),
    [
        ("Anna Weber, the mayor of Karel, said the war was over", True),
        ("Anna Weber, who lost the vote, said the war was over", True),
        ("The war was over, said the mayor", False),
        ("In the end, the war was over, said the mayor", False),
    ],
)
def test_a_comma_before_a_verb_may_close_an_apposition(sentence, is_apposition):
    words = tokens(sentence)
    comma = [word.low for word in words].index("said") - 1
    assert explains_subject(words, [False] * len(words), comma) is is_apposition


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_closing_single_mark_is_no_part_of_the_source(mark):
    words = tokens(f"we won,{mark} Weber said")
    quoted = [True, True, True, False, False, False]
    assert source_before(words, quoted, 5) == (4, 5)
