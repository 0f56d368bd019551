"""The language of an article, declared or recognised."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.cleaning.language import FEWEST_WORDS, declared_code, languages, recognised_language

TEXTS = {
    "en": "The mayor said on Monday that the new bridge would open in spring, and that nobody would have to pay for it."
    " “We have waited nine years,” said Zoë Ångström, who lives by the harbour.",
    "de": "Die Bürgermeisterin sagte Montag, dass die neue Brücke im Frühjahr eröffnet werde und niemand dafür zahlen"
    " müsse. „Wir haben neun Jahre gewartet“, sagte eine Anwohnerin am Hafen.",
    "fr": "La maire a déclaré lundi que le nouveau pont ouvrirait au printemps et que personne n’aurait à payer. « Nous"
    " attendons depuis neuf ans », a dit une habitante du port.",
    "es": "La alcaldesa dijo que el nuevo puente se abrirá en primavera y que nadie tendrá que pagar. «Llevamos"
    " nueve años esperando», dijo una vecina del puerto.",
    "it": "La sindaca ha detto lunedì che il nuovo ponte aprirà in primavera e che nessuno dovrà pagare. «Aspettiamo da"
    " nove anni», ha detto una donna che abita vicino al porto.",
    "pt": "A prefeita disse na segunda-feira que a nova ponte será aberta na primavera e que ninguém terá de pagar."
    " “Esperamos há nove anos”, disse uma moradora do porto.",
    "nl": "De burgemeester zei maandag dat de nieuwe brug in het voorjaar opengaat en dat niemand ervoor hoeft te"
    " betalen. “Wij wachten al negen jaar”, zei een vrouw die bij de haven woont.",
    "sv": "Borgmästaren sade att den nya bron öppnar till våren och att ingen behöver betala för den. ”Vi har"
    " väntat i nio år”, sade en kvinna som bor vid hamnen.",
    "pl": "Burmistrz powiedziała w poniedziałek, że nowy most zostanie otwarty wiosną i że nikt nie będzie musiał za"
    " niego płacić. „Czekaliśmy dziewięć lat”, powiedziała mieszkanka portu.",
    "tr": "Belediye başkanı pazartesi günü yeni köprünün ilkbaharda açılacağını ve kimsenin bunun için para"
    " ödemeyeceğini söyledi. “Dokuz yıldır bekliyoruz” dedi limanda yaşayan bir kadın, komşularıyla birlikte.",
    "ru": "Мэр сказала, что новый мост откроется весной и что никому не придётся за него платить. «Мы ждали"
    " девять лет», — сказала женщина, которая живёт у гавани.",
    "ar": "قالت رئيسة البلدية يوم الاثنين إن الجسر الجديد سيفتح في الربيع وإن أحدا لن يدفع ثمنه. وقالت امرأة تسكن قرب"
    " الميناء إن السكان انتظروا تسع سنوات حتى الآن.",
    "fa": "شهردار روز دوشنبه گفت که پل جدید در بهار باز می‌شود و هیچ‌کس نباید برای آن پولی بپردازد. زنی که نزدیک بندر"
    " زندگی می‌کند گفت ما نه سال منتظر مانده‌ایم.",
    "zh": "市长星期一表示，新桥将在春天开放，任何人都不必为此付钱。住在港口附近的一位女士说，我们已经等了九年。",
    "ja": "市長は新しい橋が春に開通し、誰も払わないと述べた。港の近くに住む女性は、九年も待ったと話した。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_language_is_recognised(code: str) -> None:
    assert recognised_language(TEXTS[code]) == code
    assert recognised_language(TEXTS[code] * 40) == code


def test_names_and_foreign_quotations_do_not_decide() -> None:
    names = "Ludwig von Low, Jean-Luc Poe, Zoë Ångström, José Ruiz, Ağa Öztürk"
    body = f"{names}. {TEXTS['de'][:80]} {TEXTS['en'] * 8} {names}."
    assert recognised_language(body) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Watch it here.",
        " ".join(["bridge"] * (FEWEST_WORDS - 1)),
        "http://example.org/a 12:30 44 5.2 % 9/11 " * 30,
        "a@example.org " * 40,
    ],
)
def test_a_text_that_says_too_little_has_no_language(text: str) -> None:
    assert recognised_language(text) is None


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        *(("en", "en"), ("EN", "en"), ("English", "en"), ("en-US", "en"), ("en_GB", "en"), ("eng", "en")),
        *((" Deutsch ", "de"), ("ger", "de"), ("zh-Hans", "zh"), ("Spanish; Castilian", "es"), ("nb", "no")),
        *(("xx", None), ("unknown", None), ("", None), (None, None), (float("nan"), None), (3, None)),
    ],
)
def test_a_declared_language_is_one_code_in_whatever_form(stated: object, code: str | None) -> None:
    assert declared_code(stated) == code


def test_what_is_declared_counts_and_the_rest_is_recognised() -> None:
    articles = pd.DataFrame(
        {"body": [TEXTS["fr"], TEXTS["fr"], TEXTS["fr"], "Short."], "language": ["English", "xx", None, None]},
        index=[7, 3, 5, 9],
    )
    found = languages(articles)
    assert found.name == "language"
    assert found.index.tolist() == [7, 3, 5, 9]
    assert found.fillna("none").tolist() == ["en", "fr", "fr", "none"]
    assert languages(articles[["body"]]).fillna("none").tolist() == ["fr", "fr", "fr", "none"]
    assert languages(articles.iloc[:0]).empty


def test_the_order_of_articles_changes_nothing() -> None:
    articles = pd.DataFrame({"body": list(TEXTS.values())})
    assert languages(articles.iloc[::-1]).sort_index().equals(languages(articles))
