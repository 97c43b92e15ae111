"""Both messengers against a real server: who may call, and how a chat goes."""

from __future__ import annotations

import sqlite3
import time

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from tests.messengers.people import (
    ACCOUNT,
    DESCRIPTION,
    NUMBER,
    OUTSIDE,
    QUIET,
    TOKEN,
    MessengerApi,
    OnTelegram,
    OnWhatsApp,
    Person,
)
from tests.server import RunningRembuk

# Nobody but the messenger makes a call that is taken.
CONFIG = SchemathesisConfig.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": ["200", "403"]}}})
schema = schemathesis.openapi.from_path(DESCRIPTION, config=CONFIG)
# As far as the question what is on their mind, by number and by title.
TO_THE_PROBLEM = ("1", "Ya, 18 ke atas", "Dewi", "2")
ASKED_FOR_CONSENT = "1. Boleh, simpan\n2. Jangan disimpan\nBalas dengan nomornya."
PROBLEM = "Apa yang sedang kamu bawa"


@pytest.fixture
def telegram(rembuk: RunningRembuk, api: MessengerApi) -> OnTelegram:
    return OnTelegram(rembuk.url, api)


@pytest.fixture
def whatsapp(rembuk: RunningRembuk, api: MessengerApi) -> OnWhatsApp:
    return OnWhatsApp(rembuk.url, api)


def answer_all(person: Person, *texts: str) -> str:
    answers = [person.say(text) for text in texts]
    return answers[-1]


# ---- who may call --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("secret", [None, "", "wrong", "secret-of-the-tests2", "secret-of-the-test", "é", "\udce9"])
def test_a_call_without_telegrams_secret_is_refused(telegram: OnTelegram, secret: str | None) -> None:
    kwargs = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret.encode("utf-8", "surrogateescape")}
    body = telegram.update("/start")
    answer = telegram.http.post(f"{telegram.url}/webhooks/telegram/webhook", json=body, headers=kwargs)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forged")
    assert telegram.hears_only_help(0)


@pytest.mark.parametrize(
    "forged",
    [
        {"signature": None},
        {"signature": ""},
        {"signature": b"\xe9"},
        {"signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="},
        {"changed": {"Body": "something else"}},
        {"changed": {"From": "whatsapp:+628999999999"}},
        {"changed": {"Extra": ""}},
        {"signed_url": "https://elsewhere.test/outside/webhooks/whatsapp/webhook"},
        {"signed_url": "http://rembuk.test/outside/webhooks/whatsapp/webhook"},
        {"signed_url": f"{OUTSIDE}/webhooks/whatsapp/webhook?a=1"},
    ],
    ids=str,
)
def test_a_call_that_twilio_did_not_sign_is_refused(whatsapp: OnWhatsApp, forged: dict[str, object]) -> None:
    answer = whatsapp.post("halo", **forged)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forged")
    assert whatsapp.hears_only_help(0)


@pytest.mark.parametrize("signed", [{"query": "?a=1&b=%20c"}, {"signed_url": f"{OUTSIDE}".replace(".test", ".test:443")
                                                               + "/webhooks/whatsapp/webhook"}], ids=str)  # fmt: skip
def test_what_twilio_signed_is_taken_with_a_query_and_with_the_port_in_it(
    whatsapp: OnWhatsApp, signed: dict[str, str]
) -> None:
    assert ASKED_FOR_CONSENT in whatsapp.say("halo", **signed)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'"x"', b"{", b'{"update_id": 1}', b'{"message": 3}', b"\xff",
                                  b'{"update_id":1,"message":{"chat":{"id":"x"}}}', b"[" * 100_000])  # fmt: skip
def test_an_update_that_makes_no_sense_is_taken_so_that_it_does_not_come_again(
    telegram: OnTelegram, body: bytes
) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": "secret-of-the-tests"}
    answer = telegram.http.post(f"{telegram.url}/webhooks/telegram/webhook", content=body, headers=headers)
    assert answer.status_code == 200


def test_nothing_but_the_webhooks_is_there(rembuk: RunningRembuk) -> None:
    for path in ("telegram", "telegram/", "telegram/set_webhook", "whatsapp/", "whatsapp/chat", "twilio/webhook"):
        assert httpx.post(f"{rembuk.url}/webhooks/{path}").status_code == 404
    assert httpx.get(f"{rembuk.url}/webhooks/telegram/webhook").status_code == 405


@schema.parametrize()
@settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_webhooks_answer_as_they_are_described(case: schemathesis.Case, rembuk: RunningRembuk) -> None:
    case.call_and_validate(base_url=f"{rembuk.url}/webhooks")


# ---- how a chat goes -----------------------------------------------------------------------------------------------


def test_the_first_message_says_who_sees_what_in_both_languages_and_tells_the_code(
    telegram: OnTelegram, whatsapp: OnWhatsApp
) -> None:
    for person, name in ((telegram, "Telegram"), (whatsapp, "WhatsApp (Meta)")):
        first = person.say("halo")
        assert first.startswith(f"Obrolan ini lewat {name}")
        assert f"This chat goes through {name}" in first
        assert "Kode kembalimu: " in first
        assert first.endswith(ASKED_FOR_CONSENT)


def test_no_message_is_longer_than_the_messenger_takes(whatsapp: OnWhatsApp) -> None:
    whatsapp.say("halo")
    whatsapp.say("/latihan 1")
    assert all(len(text) <= 1600 for text in whatsapp.api.texts_to(whatsapp.chat))
    assert len(whatsapp.api.texts_to(whatsapp.chat)) > 2


def test_what_opens_a_talk_is_no_yes_to_what_was_not_asked_yet(telegram: OnTelegram) -> None:
    assert telegram.say("ya boleh").endswith(ASKED_FOR_CONSENT)
    assert "18 tahun" in telegram.say("ya boleh")


def test_who_pours_out_their_heart_at_once_is_told_that_it_was_read(telegram: OnTelegram) -> None:
    assert "Pesanmu sudah kubaca" in telegram.say("aku habis putus sama pacar dan sedih banget")


def test_a_number_or_a_title_chooses(telegram: OnTelegram) -> None:
    telegram.say("/start")
    assert PROBLEM in answer_all(telegram, *TO_THE_PROBLEM)
    assert "halaman" not in "".join(telegram.api.texts_to(telegram.chat)), "there is no page here"


def test_a_number_where_a_rating_is_asked_for_is_the_rating(telegram: OnTelegram) -> None:
    telegram.say("/start")
    answer_all(telegram, *TO_THE_PROBLEM, "skripsiku macet udah 4 bulan", "aku malu sama teman-teman yang udah sidang",
               "udah, segitu aja", "iya bener", "pengen tau harus mulai dari mana")  # fmt: skip
    assert "10" in telegram.say("aku pengen lulus bulan Juli")
    answer = telegram.say("1")
    assert "1" in answer and "Balas dengan nomornya" not in answer
    for step in ("karena ibu sudah nunggu lama",):
        asked = telegram.say(step)
    assert "10" in asked
    # Asked why not lower, with a list to skip by: here too a number is the rating.
    telegram.say("3")
    assert "Tujuan: aku pengen lulus bulan Juli" in telegram.say("/rencana")
    assert f"{OUTSIDE}/webhooks/widget/chat" in telegram.api.texts_to(telegram.chat)[-1]


def test_the_language_of_the_app_or_of_the_words_is_spoken_and_can_be_changed(
    rembuk: RunningRembuk, api: MessengerApi
) -> None:
    english = OnTelegram(rembuk.url, api, language="en-GB")
    assert "1. Yes, keep it" in english.say("/start")
    answer_all(english, "1", "1", "Sam", "2")
    assert "Indonesia" in english.say("/indonesia")
    assert "Balas" not in english.say("/english") and "use English" in english.api.texts_to(english.chat)[-1]
    abroad = OnWhatsApp(rembuk.url, api, country="44")
    assert "1. Boleh, simpan" in abroad.say("halo kak, aku mau cerita")
    british = OnWhatsApp(rembuk.url, api, country="44")
    assert "1. Yes, keep it" in british.say("?")


def test_a_message_that_comes_twice_is_answered_once(telegram: OnTelegram, whatsapp: OnWhatsApp) -> None:
    telegram.say("/start")
    telegram.say("1", update_id=42)
    assert telegram.hears_nothing("1", update_id=42)
    assert telegram.hears_nothing("2", update_id=42)
    whatsapp.say("halo")
    sid = "SM" + "f" * 32
    whatsapp.say("1", MessageSid=sid)
    assert whatsapp.hears_nothing("1", MessageSid=sid)


def test_messages_of_a_chat_are_answered_in_order(telegram: OnTelegram) -> None:
    telegram.say("/start")
    before = len(telegram.api.texts_to(telegram.chat))
    for text in ("1", "1", "Dewi", "2"):
        assert telegram.post(text).status_code == 200
    answers: list[str] = []
    while len(answers) < 4:
        answers += telegram.wait(before + len(answers))
    assert ["18" in answers[0], "panggil" in answers[1], "Dewi" in answers[2], PROBLEM in answers[3]] == [True] * 4


def test_a_danger_is_answered_at_once_in_the_first_message_too(telegram: OnTelegram, whatsapp: OnWhatsApp) -> None:
    for person in (telegram, whatsapp):
        answer = person.say("aku mau mati malam ini, obatnya sudah di tangan")
        assert answer.index("119") < answer.index("Obrolan ini lewat")
        assert "aman" in person.say("/start")


def test_whom_to_call_goes_by_the_number(rembuk: RunningRembuk, api: MessengerApi) -> None:
    assert "988" in OnWhatsApp(rembuk.url, api, country="1").say("I want to kill myself tonight")
    assert "116 123" in OnWhatsApp(rembuk.url, api, country="44").say("I want to kill myself")
    assert "findahelpline" in OnWhatsApp(rembuk.url, api, country="49").say("I want to kill myself")


def test_a_danger_is_heard_in_a_command_and_in_a_changed_message(telegram: OnTelegram) -> None:
    telegram.say("/start")
    assert "119" in telegram.say("/stop aku mau bunuh diri malam ini")
    assert "119" in telegram.say("aku mau bunuh diri malam ini", key="edited_message")


def test_a_changed_message_changes_nothing_and_says_so_once(telegram: OnTelegram) -> None:
    telegram.say("/start")
    assert "pesan baru" in telegram.say("2", key="edited_message")
    assert telegram.hears_nothing("2", key="edited_message")
    assert "18 tahun" in telegram.say("1")


@pytest.mark.parametrize("what", ["sticker", "voice", "photo", "location", "video_note"])
def test_what_has_no_words_is_met_with_a_kind_sentence(telegram: OnTelegram, what: str) -> None:
    assert "hanya bisa membaca tulisan" in telegram.say("", **{what: {"file_id": "x"}})


def test_words_below_a_picture_are_read(telegram: OnTelegram, whatsapp: OnWhatsApp) -> None:
    telegram.say("/start")
    answer = telegram.say("", photo=[{"file_id": "x"}], caption="1")
    assert "tidak bisa kulihat" in answer and "18 tahun" in answer
    assert "hanya bisa membaca" in whatsapp.say("", NumMedia="1", MediaUrl0="https://x.test/1")
    assert "119" in whatsapp.say("aku mau bunuh diri malam ini", NumMedia="1")


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_in_a_group_it_does_not_talk_and_says_so_once(rembuk: RunningRembuk, api: MessengerApi, kind: str) -> None:
    group = OnTelegram(rembuk.url, api, kind=kind)
    answer = group.say("/start@RembukBot")
    assert "berdua" in answer and "119" in answer
    assert group.post("aku mau cerita").status_code == 200
    time.sleep(QUIET)
    assert group.api.texts_to(group.chat) == [answer]


def test_what_is_nobodys_message_is_left_alone(telegram: OnTelegram, whatsapp: OnWhatsApp) -> None:
    assert telegram.hears_nothing("x", key="channel_post")
    assert telegram.hears_nothing("x", key="callback_query")
    assert telegram.hears_nothing("", pinned_message={"text": "x"})
    assert whatsapp.hears_nothing("", SmsStatus="delivered", MessageStatus="delivered")
    assert whatsapp.hears_nothing("halo", From="whatsapp:group@g.us")


def test_stop_ends_and_writing_again_goes_on_as_the_same_person(telegram: OnTelegram) -> None:
    telegram.say("/start")
    answer_all(telegram, *TO_THE_PROBLEM)
    assert "/hapus" in telegram.say("/stop")
    assert "Belum ada obrolan" in telegram.say("/stop")
    again = telegram.say("halo")
    assert "Dewi" in again and "lewat Telegram" not in again


def test_everything_is_deleted_after_a_yes_and_only_then(telegram: OnTelegram) -> None:
    telegram.say("/start")
    answer_all(telegram, *TO_THE_PROBLEM)
    code = telegram.say("/kode").split("\n")[0].removeprefix("Kode kembalimu: ")
    assert "tidak ada yang dihapus" in answer_all(telegram, "/hapus", "2")
    answer_all(telegram, "/hapus", "hmm, ceritaku masih panjang")
    assert code in telegram.say("/kode"), "another answer is none"
    assert "sudah dihapus" in answer_all(telegram, "/hapus", "1")
    assert "tidak dikenal" in telegram.say(f"/kode {code}")
    assert "Tidak ada yang disimpan" in telegram.say("/delete")
    assert "Dewi" not in telegram.say("halo")


def test_everything_is_deleted_also_when_the_talk_is_over(telegram: OnTelegram) -> None:
    telegram.say("/start")
    answer_all(telegram, *TO_THE_PROBLEM)
    telegram.say("/stop")
    assert "sudah dihapus" in answer_all(telegram, "/hapus", "Ya, hapus semua")
    assert "Dewi" not in telegram.say("halo")


def test_a_return_code_brings_somebody_over_from_another_place(telegram: OnTelegram, whatsapp: OnWhatsApp) -> None:
    telegram.say("/start")
    answer_all(telegram, *TO_THE_PROBLEM)
    code = telegram.say("/kode").split("\n")[0].removeprefix("Kode kembalimu: ")
    assert "Dewi" in whatsapp.say(code.lower())
    assert "Dewi" in OnTelegram(telegram.url, telegram.api).say(f"/start {code}")


def test_return_codes_cannot_be_guessed_in_a_chat(telegram: OnTelegram) -> None:
    telegram.say("/start")
    answers = [telegram.say(f"/kode AAAA-BBBB-CCC{letter}") for letter in "DEFGH"]
    assert all("tidak dikenal" in answer for answer in answers[:4])
    assert "terlalu sering" in answers[4]


def test_practice_with_a_client_chosen_from_the_list(telegram: OnTelegram) -> None:
    telegram.say("/start")
    answer_all(telegram, *TO_THE_PROBLEM)
    assert "1. Skripsi yang macet (Dimas, 23 th) mudah" in telegram.say("/latihan")
    opening = telegram.say("1")
    assert "\nDimas: " in opening and opening.endswith("Atau ketik: petunjuk · ulang · selesai")
    reply = telegram.say("Apa yang paling berat buat kamu?")
    assert reply.startswith("Giliran 1") and "\nDimas: " in reply
    assert "Giliran 2" in telegram.say("3"), "what a counselor says is no choice"
    assert "MITI" in telegram.say("selesai")
    assert "Dewi" in telegram.say("/start"), "a talk again"


def test_practice_can_be_what_a_chat_begins_with(whatsapp: OnWhatsApp) -> None:
    assert "/latihan 1" in whatsapp.say("/latihan")
    opening = whatsapp.say("/latihan 1")
    assert opening.startswith("Obrolan ini lewat WhatsApp") and "\nDimas: " in opening


def test_commands_are_explained(telegram: OnTelegram) -> None:
    for text in ("/bantuan", "/apa", "/help"):
        assert "/latihan" in telegram.say(text)


def test_a_page_of_markup_is_text(telegram: OnTelegram) -> None:
    telegram.say("/start")
    answer_all(telegram, *TO_THE_PROBLEM)
    telegram.say("<b>bosku</b> & *aku* _begini_ [x](http://x.test)")
    assert all("parse_mode" not in call.body for call in telegram.api.calls)


def test_answers_go_by_the_apis_as_they_want_them(telegram: OnTelegram, whatsapp: OnWhatsApp) -> None:
    telegram.say("halo")
    call = telegram.api.calls[-1]
    assert (call.path, call.body["chat_id"]) == (f"/bot{TOKEN}/sendMessage", int(telegram.chat))
    whatsapp.say("halo")
    call = whatsapp.api.calls[-1]
    assert call.path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    assert call.authorization == httpx.BasicAuth(ACCOUNT, "auth-token-of-tests")._auth_header
    assert (call.body["From"], call.body["To"]) == (f"whatsapp:{NUMBER}", whatsapp.chat)


def test_an_api_that_fails_is_tried_again(telegram: OnTelegram) -> None:
    telegram.api.fail(2, 502)
    assert ASKED_FOR_CONSENT in telegram.say("/start")


def test_nothing_of_a_chat_is_kept_or_logged_in_the_clear(
    rembuk: RunningRembuk, telegram: OnTelegram, whatsapp: OnWhatsApp
) -> None:
    telegram.api.fail(1, 403)
    assert telegram.hears_nothing("/start")
    telegram.say("aku kangen kucingku si Moleng")
    whatsapp.say("halo, aku Moleng")
    number = whatsapp.chat.removeprefix("whatsapp:+")
    code = telegram.say("/kode").split("\n")[0].removeprefix("Kode kembalimu: ")
    with sqlite3.connect(rembuk.folder / "rembuk.db") as database:
        assert database.execute("SELECT count(*) FROM chats").fetchone()[0] > 1
        dump = "\n".join(database.iterdump())
    written = [path.read_text(errors="replace") for path in rembuk.folder.rglob("*") if path.is_file()]
    for secret in (telegram.chat, number, "Moleng", TOKEN, "Rahasia", code):
        assert secret not in dump
        assert all(secret not in text for text in written), secret
    assert any("telegram did not take a message: 403" in text for text in written)
