import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import load_codebook
from analysis.errors import InputError
from analysis.features.attributions import find_attributions
from analysis.features.mentions import find_mentions
from analysis.features.voice import UNCERTAIN_BELOW, assign_voice
from analysis.tables import ATTRIBUTIONS, CUE_CLASSES, MENTIONS


def spans(*rows, **columns):
    """Spans of article "a": start and end, and for attributions the kind and a speaker named by it."""
    table = pd.DataFrame([row[:2] for row in rows], columns=["start", "end"]).assign(article_id="a", **columns)
    if rows and len(rows[0]) > 2:
        table["kind"] = [row[2] for row in rows]
        table["speaker"] = [f"{row[2]} speaker of {row[0]}" for row in rows]
    return table


@pytest.mark.parametrize(
    ("attributions", "voice"),
    [
        ([(0, 100, "indirect")], "indirect"),
        ([(20, 60, "direct"), (0, 100, "indirect")], "direct"),
        ([(0, 100, "direct"), (20, 60, "indirect")], "indirect"),
        ([(0, 100, "direct"), (5, 28, "indirect"), (35, 90, "indirect")], "direct"),
        ([(0, 35, "direct")], "narration"),
        ([(34, 90, "direct")], "narration"),
    ],
)
def test_the_innermost_span_that_holds_a_mention_has_its_voice(attributions, voice):
    assert assign_voice(spans((30, 40)), spans(*attributions))["voice"].tolist() == [voice]


@pytest.mark.parametrize(
    ("attributions", "speaker"),
    [
        ([(20, 60, "indirect"), (0, 100, "indirect")], "indirect speaker of 0"),
        ([(20, 60, "direct"), (0, 100, "indirect")], "direct speaker of 20"),
        ([(20, 60, "indirect"), (0, 100, "doubtful")], "indirect speaker of 20"),
        ([(20, 60, "indirect"), (0, 100, "direct")], "indirect speaker of 20"),
    ],
)
def test_of_nested_paraphrases_the_speaker_is_who_the_text_cites(attributions, speaker):
    assert assign_voice(spans((30, 40)), spans(*attributions))["speaker"].tolist() == [speaker]


def test_speaker_and_id_come_with_the_voice():
    attributions = spans((0, 100, "direct")).assign(speaker_id="weber")
    voiced = assign_voice(spans((30, 40), (130, 140)), attributions)
    assert voiced["speaker"].tolist()[0] == "direct speaker of 0"
    assert voiced["speaker_id"].tolist()[0] == "weber"
    assert voiced[["speaker", "speaker_id"]].isna().all(axis=1).tolist() == [False, True]


@pytest.mark.parametrize(("start", "end"), [(30, 34), (26, 34), (30, 35)])
def test_a_quotation_of_the_name_alone_has_the_voice_of_the_sentence_around_it(start, end):
    mention = spans((30, 34))
    assert assign_voice(mention, spans((start, end, "direct")))["voice"].tolist() == ["narration"]
    around = spans((start, end, "direct"), (0, 90, "indirect"))
    assert assign_voice(mention, around)["voice"].tolist() == ["indirect"]


def test_without_parts_all_is_body():
    mentions = spans((30, 40), (30, 40)).assign(part=["title", "body"])
    assert assign_voice(mentions, spans((0, 90, "direct")))["voice"].tolist() == ["narration", "direct"]
    assert assign_voice(spans((30, 40)), spans((0, 90, "direct")).assign(part="title"))["voice"].tolist() == [
        "narration"
    ]


def test_spans_of_another_article_mean_nothing():
    mentions = spans((30, 40)).assign(article_id="b")
    assert assign_voice(mentions, spans((0, 90, "direct")))["voice"].tolist() == ["narration"]


def test_mentions_keep_their_order_index_and_other_columns():
    mentions = spans((130, 140), (30, 40), surface=["x", "y"]).set_axis([5, 3])
    voiced = assign_voice(mentions, spans((0, 90, "direct")))
    assert voiced["voice"].to_dict() == {5: "narration", 3: "direct"}
    assert voiced["surface"].to_dict() == {5: "x", 3: "y"}
    assert "voice" not in mentions.columns


def test_no_attributions_no_voices():
    assert assign_voice(spans((30, 40)), ATTRIBUTIONS.empty())["voice"].tolist() == ["narration"]
    assert assign_voice(MENTIONS.empty(), spans((0, 90, "direct"))).empty


SPAN = st.tuples(st.integers(0, 40), st.integers(41, 80), st.sampled_from(["direct", "indirect"]))
PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(61, 80)), min_size=1, max_size=6)


@settings(deadline=None)
@given(places=PLACES, found=st.lists(SPAN, min_size=1, max_size=8, unique_by=lambda span: span[:2]), data=st.data())
def test_the_order_of_rows_changes_nothing(places, found, data):
    mentions, attributions = spans(*places), spans(*found)
    shuffled = assign_voice(
        mentions.iloc[data.draw(st.permutations(range(len(mentions))))],
        attributions.iloc[data.draw(st.permutations(range(len(attributions))))],
    )
    pd.testing.assert_frame_equal(shuffled.sort_index(), assign_voice(mentions, attributions))


def test_the_order_of_rows_changes_nothing_where_two_attributions_are_one_span():
    attributions = spans((0, 90, "direct"), (0, 90, "indirect"))
    mention = spans((30, 40))
    assert assign_voice(mention, attributions).equals(assign_voice(mention, attributions.iloc[::-1]))


def voices(attributions, **choices):
    """Return the voice of a mention in the middle of attributions."""
    return assign_voice(spans((30, 40)), attributions, **choices)["voice"].item()


@pytest.mark.parametrize(
    ("cue_class", "counting"),
    [
        ("speech", ["speech", "reported", "all"]),
        ("thought", ["reported", "all"]),
        ("attitude", ["all"]),
        ("act", ["all"]),
    ],
)
def test_what_counts_as_paraphrase_is_a_choice(cue_class, counting):
    paraphrase = spans((0, 90, "indirect"), cue_class=cue_class)
    for indirect in ("speech", "reported", "all"):
        voice = "indirect" if indirect in counting else "narration"
        voiced = assign_voice(spans((30, 40)), paraphrase, indirect=indirect)
        assert voiced["voice"].tolist() == [voice]
        assert voiced["speaker"].notna().tolist() == [indirect in counting]


def test_reported_is_what_counts_where_nothing_is_said():
    assert [voices(spans((0, 90, "indirect"), cue_class=one)) for one in ("thought", "attitude")] == [
        "indirect",
        "narration",
    ]


@pytest.mark.parametrize("cue_class", CUE_CLASSES)
def test_quoted_words_are_direct_by_whatever_cue(cue_class):
    assert voices(spans((0, 90, "direct"), cue_class=cue_class), indirect="speech") == "direct"


def test_paraphrase_that_does_not_count_gives_way_to_what_is_around_it():
    said, wished = spans((0, 90, "indirect"), cue_class="speech"), spans((20, 60, "indirect"), cue_class="attitude")
    assert voices(pd.concat([said, wished])) == "indirect"
    outer = assign_voice(spans((30, 40)), pd.concat([said, wished]))
    assert outer["speaker"].tolist() == ["indirect speaker of 0"]
    alone = assign_voice(spans((30, 40)), pd.concat([wished, said.assign(kind="doubtful")]), indirect="all")
    assert alone["speaker"].tolist() == ["indirect speaker of 20"]


def test_a_choice_that_is_not_known_is_refused():
    with pytest.raises(InputError, match=r"indirect: 'said' is not known\. Choose from: speech, reported, all"):
        assign_voice(spans((30, 40)), spans((0, 90, "indirect")), indirect="said")


@pytest.mark.parametrize("kind", ["direct", "indirect", "doubtful"])
@pytest.mark.parametrize(
    ("confidence", "is_sure"),
    [(0.0, False), (UNCERTAIN_BELOW - 0.01, False), (UNCERTAIN_BELOW, True), (1.0, True)],
)
def test_a_voice_that_is_as_likely_wrong_is_uncertain(kind, confidence, is_sure):
    [row] = assign_voice(spans((30, 40)), spans((0, 90, kind), confidence=confidence)).itertuples()
    sure = "narration" if kind == "doubtful" else kind
    assert row.voice == (sure if is_sure else "uncertain")
    assert row.voice_confidence == confidence
    assert pd.notna(row.speaker) == (row.voice in ("direct", "indirect"))


@pytest.mark.parametrize(
    ("below", "voice"), [(0, "indirect"), (0.3, "indirect"), (0.31, "uncertain"), (1, "uncertain")]
)
def test_how_sure_is_sure_is_a_choice(below, voice):
    assert voices(spans((0, 90, "indirect"), confidence=0.3), uncertain_below=below) == voice


def test_without_a_confidence_nothing_is_uncertain():
    assert voices(spans((0, 90, "direct"))) == "direct"
    assert voices(spans((0, 90, "direct"), confidence=float("nan"))) == "direct"


def test_doubt_counts_only_where_nothing_is_surer():
    doubt = spans((25, 45, "doubtful"), confidence=0.3)
    said = spans((0, 90, "indirect"), confidence=0.8)
    assert voices(doubt) == "uncertain"
    assert voices(pd.concat([doubt, said])) == "indirect"


def test_narration_far_from_any_doubt_is_nearly_sure():
    [row] = assign_voice(spans((130, 140)), spans((0, 90, "doubtful"), confidence=0.3)).itertuples()
    assert row.voice == "narration"
    assert 0.9 < row.voice_confidence < 1


@pytest.fixture(scope="module")
def codebook(tmp_path_factory):
    file = tmp_path_factory.mktemp("codebooks") / "group.yml"
    terms = "{isis: {label: ISIS, variants: [ISIS]}, islamic-state: {label: Islamic State, variants: [Islamic State]}}"
    file.write_text(f"{{name: g, title: G, actors: {{group: {{label: G, kind: group, terms: {terms}}}}}}}")
    return load_codebook(file)


@pytest.mark.parametrize(
    ("body", "voices"),
    [
        ("ISIS has fled.", ["narration"]),
        ("Weber said ISIS had fled.", ["indirect"]),
        ("“We think ISIS has fled,” Weber said.", ["direct"]),
        ("ISIS fighters were gone, Weber said. ISIS had fled.", ["indirect", "narration"]),
        ("Weber, who chaired talks on ISIS, said the Islamic State had fled.", ["narration", "indirect"]),
        ("The men of “ISIS” fled.", ["narration"]),
        ("“They call themselves ‘ISIS’ now,” Weber said.", ["direct"]),
        ("‘We call it “a war” and ISIS will lose,’ Weber said.", ["direct"]),
        ("Weber said the “Islamic State” had fled.", ["indirect"]),
        ("Weber said “ISIS” had fled.", ["indirect"]),
        ("Weber said the name was “ISIS”.", ["indirect"]),
        ("“ISIS won,” Weber said.", ["direct"]),
    ],
)
def test_from_text_to_voice(codebook, body, voices):
    articles = pd.DataFrame({"article_id": ["a"], "body": [body]})
    mentions = assign_voice(find_mentions(articles, codebook), find_attributions(articles, instrument="rules"))
    assert mentions["voice"].tolist() == voices
