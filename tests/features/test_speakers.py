import pytest

from analysis.features.attributions import attributions_in
from analysis.features.names import Names
from analysis.features.speakers import Resolver, printed
from analysis.features.texts import Text
from analysis.features.tokens import tokens


def speakers(body):
    """The speaker of every attribution, in the order of the text."""
    return [found.speaker for found in attributions_in(Text("a", "body", body), instrument="rules")]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Anna Weber chaired the talks. Weber said it rained.", "Anna Weber"),
        ("Anna Weber chaired the talks. It rained all day, Ms. Weber said.", "Anna Weber"),
        ("Weber came. Mayor Anna Weber said it rained.", "Anna Weber"),
        ("Gen. Anna Weber chaired the talks. Gen. Weber said it rained.", "Anna Weber"),
        ("It rained all day, Weber said. Anna Weber is mayor.", "Anna Weber"),
        ("Weber said it rained.", "Weber"),
        ("Gen. Weber came. Weber said it rained.", "Gen. Weber"),
        ("Mr. Weber came. Weber said it rained.", "Weber"),
        ("Bruno Weber came. Anna Weber left. Weber said it rained.", "Anna Weber"),
        ("Hassan al Masri came. Masri said it rained.", "Hassan al Masri"),
        ("Anna Weber's aide said it rained.", "Anna Weber's aide"),
        ("The New York Times reported that it rained.", "New York Times"),
        ("Anna Weber came. Anna Maria Weber said it rained.", "Anna Maria Weber"),
        ("Anna Weber and Bruno Falk said it rained.", "Anna Weber and Bruno Falk"),
        ("Bruno Weber came. Anna Weber said it rained.", "Anna Weber"),
    ],
)
def test_a_name_in_the_fullest_form_that_the_article_gives(body, speaker):
    assert speakers(body) == [speaker]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Anna Weber said it rained. She said it was cold.", "Anna Weber"),
        ("Anna Weber said it rained.\nIt was cold, she said.", "Anna Weber"),
        ("Anna Weber said it rained. Bruno Falk came. He said it was cold.", "Bruno Falk"),
        ("Anna Weber said it rained. The talks with Bruno Falk began. She said it was cold.", "Anna Weber"),
        ("A witness said it rained. She said it was cold.", "a witness"),
        ("Anna Weber said it rained.\nA witness said it was dark.\nShe said it was cold.", "Anna Weber"),
    ],
)
def test_a_pronoun_is_the_last_speaker_or_subject(body, speaker):
    assert speakers(body)[-1] == speaker


@pytest.mark.parametrize(
    ("first", "pronoun", "speaker"),
    [
        ("Officials", "They", "Officials"),
        ("Police", "They", "Police"),
        ("Anna Weber", "They", None),
        ("The army", "It", "army"),
        ("Anna Weber", "It", None),
    ],
)
def test_they_are_several_and_it_is_no_person(first, pronoun, speaker):
    assert speakers(f"{first} said so. {pronoun} said it was cold.")[-1] == speaker


def test_a_pronoun_without_anybody_before_it_is_nobody():
    assert speakers("He said it rained.") == [None]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Bruno Falk, the defense minister, came. The minister said it rained.", "Bruno Falk"),
        ("Defense Minister Bruno Falk came. The minister said it rained.", "Bruno Falk"),
        ("Minister Bruno Falk met Mayor Anna Weber. The minister said it rained.", "Bruno Falk"),
        ("Minister Bruno Falk left. Minister Anna Weber came. The minister said it rained.", "Anna Weber"),
        ("Bruno Falk came. The minister said it rained.", "minister"),
        ("The minister said it rained. Minister Bruno Falk came.", "minister"),
    ],
)
def test_an_office_is_the_person_last_introduced_with_it(body, speaker):
    assert speakers(body) == [speaker]


def test_the_source_is_the_one_described_before():
    body = "A Baghdad security source said it rained. Anna Weber said so. It was cold all day, the source said."
    assert speakers(body) == ["a Baghdad security source", "Anna Weber", "a Baghdad security source"]


def test_names_know_their_places_roles_and_subjects():
    text = "In Karel, Anna Weber met Bruno Falk, a retired judge. Weber left the Karel Police Department."
    names = Names(tokens(text))
    assert [(person.name, text[person.position :][:5]) for person in names.persons] == [
        ("Anna Weber", "Anna "),
        ("Bruno Falk", "Bruno"),
        ("Anna Weber", "Weber"),
    ]
    assert (names.full("falk"), names.full("Department")) == ("Bruno Falk", None)
    assert names.in_role("judge", len(text)) == "Bruno Falk"
    assert names.in_role("judge", text.index("Bruno") - 1) is None
    assert names.last_subject(text.index("Weber left")).name == "Anna Weber"
    assert names.last_between(0, text.index("retired")) == "Bruno Falk"
    assert names.last_between(0, 5) is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("the mayor", "mayor"),
        ("A witness", "a witness"),
        ("Anna Weber's", "Anna Weber"),
        ("the men’s lawyer", "men’s lawyer"),
        ("Gen. Weber", "Gen. Weber"),
        ("Some", "some"),
        ("the", None),
        ("'s", None),
    ],
)
def test_a_source_as_printed(source, expected):
    assert printed(tokens(source)) == expected


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("A letter from Anna Weber said it rained.", "Anna Weber"),
        ("A report from Aleppo said it rained.", "a report from Aleppo"),
        ("JOHN KERRY, the secretary of state, spoke. Kerry said it rained.", "JOHN KERRY"),
        ("A video posted by Anna Weber showed that it rained.", "Anna Weber"),
        ("A statement from Anna Weber said it rained. The statement said that it froze.", "Anna Weber"),
        ("Anna Weber spoke. Rubio, a member of this and that, said it rained.", "Rubio"),
        (
            "Anna Weber said it rained. The Pentagon said it froze. There are claims by Bruno Falk. He said it snowed.",
            "Bruno Falk",
        ),
        ("Anna Weber said it rained.\nDescribing Mr. Falk as a friend, she said it froze.", "Anna Weber"),
        ("Republican Anna Weber came. Weber said it rained.", "Anna Weber"),
        ("Anna Weber said it rained. The Florida Republican said it froze.", "Anna Weber"),
        ("The Republican National Committee said it rained.", "Republican National Committee"),
        ("AIN RUMANA, Lebanon: It was quiet. He said it rained.", None),
        ("ANNA WEBER, HOST, came. He said it rained.", "ANNA WEBER"),
    ],
)
def test_who_a_letter_a_pronoun_or_a_party_member_is(body, speaker):
    assert speakers(body)[-1] == speaker


def test_two_sources_with_an_apposition_between_are_two():
    source = tokens("Anna Weber, the mayor, and Bruno Falk")
    assert Resolver("", []).resolve(source) == "Anna Weber, the mayor, and Bruno Falk"
