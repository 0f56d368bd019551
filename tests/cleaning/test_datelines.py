"""Datelines, read from where news copy has them."""

from __future__ import annotations

import pytest

from analysis.cleaning.datelines import Dateline, dateline

AFP, DPA = "Agence France-Presse", "Deutsche Presse-Agentur"


@pytest.mark.parametrize(
    ("body", "place", "agency"),
    [
        ("BEIRUT (AP) — The bridge opened.", "BEIRUT", "Associated Press"),
        ("PARIS (Reuters) - The bridge opened.", "PARIS", "Reuters"),
        ("AIN RUMANA, Lebanon: The bridge opened.", "AIN RUMANA, Lebanon", None),
        ("WASHINGTON, D.C. -- The bridge opened.", "WASHINGTON, D.C.", None),
        ("ST. JOHN'S – The bridge opened.", "ST. JOHN'S", None),
        ("PORT-AU-PRINCE, Haiti (AFP) — It opened.", "PORT-AU-PRINCE, Haiti", "Agence France-Presse"),
        ("AIN RUMANA (MPA) — It opened.", "AIN RUMANA", "Meridian Press Agency"),
        ("BEIRUT (Harbour Wire) — It opened.", "BEIRUT", "Harbour Wire"),
    ],
)
def test_a_dateline_gives_place_and_agency(body: str, place: str, agency: str | None) -> None:
    assert dateline(body) == Dateline(place, agency)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "The bridge opened.",
        "Beirut — The bridge opened.",
        "BEIRUT opened a bridge.",
        "The bridge opened. BEIRUT (AP) — More.",
        "UPDATE: The bridge opened.",
        "EDITOR’S NOTE: The bridge opened.",
        "US-BACKED forces opened it.",
        "NATO's bridge opened.",
    ],
)
def test_other_beginnings_are_no_dateline(body: str) -> None:
    assert dateline(body) == Dateline(None, None)


@pytest.mark.parametrize("body", ["ISIS — also known as Daesh — lost it.", "WATCH: The bridge opens."])
def test_a_name_or_a_label_in_capitals_is_no_place(body: str) -> None:
    assert dateline(body) == Dateline(None, None)


@pytest.mark.parametrize("place", ["SÃO PAULO", "BOGOTÁ, Colombia", "İSTANBUL"])
def test_a_place_may_have_letters_beyond_a_to_z(place: str) -> None:
    assert dateline(f"{place} — The bridge opened.") == Dateline(place, None)


@pytest.mark.parametrize(
    ("start", "place", "agency"),
    [
        ("BEIRUT, Sept 3 (Reuters) - ", "BEIRUT", "Reuters"),
        ("LONDON/PARIS (Reuters) - ", "LONDON/PARIS", "Reuters"),
        ("LOS ANGELES/CHARLESTON, S.C. (Reuters) - ", "LOS ANGELES/CHARLESTON, S.C.", "Reuters"),
        ("EL PASO, Texas, Sept. 3, 2015 (AP) _ ", "EL PASO, Texas", "Associated Press"),
        ("By A. Roe WASHINGTON (Reuters) - ", "WASHINGTON", "Reuters"),
        ("By Ann Roe and Ben Low BEIRUT, Sept 3 (Reuters) - ", "BEIRUT", "Reuters"),
        ("Berlin (dpa) - ", "Berlin", DPA),
        ("Berlin (dpa/AFP) - ", "Berlin", DPA),
        ("Paris, 3 sept 2015 (AFP) - ", "Paris", AFP),
        ("PARIS, 3 septembre (AFP) - ", "PARIS", AFP),
        ("Madrid, 3 sep (EFE).- ", "Madrid", "EFE"),
        ("BEIJING, Sept. 3 (Xinhua) -- ", "BEIJING", "Xinhua"),
        ("MOSCOW, September 3. /TASS/. ", "MOSCOW", "TASS"),
        ("(ANSA) - ROME, SEP 3 - ", "ROME", "ANSA"),
        ("New Delhi [India], September 3 (ANI): ", "New Delhi", "Asian News International"),
        ("New Delhi, Sept 3 (PTI) ", "New Delhi", "Press Trust of India"),
        ("Sept. 3 (UPI) -- ", None, "United Press International"),
        ("(Reuters) - ", None, "Reuters"),
        ("AFP, BEIRUT\n", "BEIRUT", AFP),
        ("Washington (CNN) ", "Washington", None),
        ("Decorah, Iowa (CNN) ", "Decorah, Iowa", None),
        ("(CNN) ", None, None),
        ("WASHINGTON—", "WASHINGTON", None),
        ("ISLAMABAD: ", "ISLAMABAD", None),
        ("NEW DELHI | ", "NEW DELHI", None),
        ("BEIRUT, Sept. 3 — ", "BEIRUT", None),
        ("McALLEN, Texas — ", "McALLEN, Texas", None),
        ("TALLAHASSEE, Fla — ", "TALLAHASSEE, Fla", None),
        ("LONDON and PARIS — ", "LONDON and PARIS", None),
        ("(New York) – ", "New York", None),
        ("Doha, Qatar – ", "Doha, Qatar", None),
        ("Ann Roe\nUSA TODAY\nWASHINGTON – ", "WASHINGTON", None),
        ("A bridge in Beirut. (AP Photo/Ann Roe)\nBEIRUT (AP) — ", "BEIRUT", "Associated Press"),
        ("By Ann Roe in Beirut\n", "Beirut", None),
    ],
)
def test_datelines_of_the_worlds_papers(start: str, place: str | None, agency: str | None) -> None:
    assert dateline(f"{start}The bridge opened.") == Dateline(place, agency)


@pytest.mark.parametrize(
    "start",
    [
        "BLITZER: ",
        "AUDIE CORNISH, HOST: ",
        "Q: ",
        "EXCLUSIVE - ",
        "EXCLUSIVE: ",
        "ANALYSIS/OPINION:\n",
        "FILE - ",
        "FILE PHOTO: ",
        "THE BIG IDEA — ",
        "CORRECTION — ",
        "It rained.\nBREAKING THIS MORNING — ",
        "It rained.\nWLTX - ",
        "It rained.\nTRUMP: ",
        "IRAQ\n",
        "COVID-19: ",
        "NPR — ",
        "The Press Association (PA) ",
        "Associated Press (AP) - ",
        "Ann Roe (R) - ",
        "The Federal Harbour Office (FHO) — ",
        "WHO (AP) asked? ",
        "By Monday ",
        "Sen. Ann Roe, D-Iowa — ",
    ],
)
def test_subheads_labels_and_speakers_are_no_dateline(start: str) -> None:
    assert dateline(f"{start}The bridge opened.") == Dateline(None, None)
