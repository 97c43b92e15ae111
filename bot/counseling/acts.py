"""The 41 acts of a client (DESIGN.md); the dialogue knows a few more, inside only."""

from __future__ import annotations

import re

ACTS: frozenset[str] = frozenset(
    """
    greet thank goodbye affirm commit deny disagree correct_summary feel_misunderstood
    describe_problem express_feeling ambivalence dont_know propose_goal propose_option propose_step
    state_time state_obstacle state_support rate ask_ideas refuse_ideas slower faster more_direct
    gentler skip go_back change_goal pause_stop report_done report_partly report_not_done
    ask_bot_identity ask_privacy ask_human export_data delete_data switch_language out_of_scope
    gibberish
    """.split()
)
# Wishes about the talk are said in a few words. A longer message that resembles one tells something, unless it is
# beyond doubt: "I am afraid to speak English with my colleagues" asks for no other language.
BRIEF: frozenset[str] = frozenset(
    "slower faster more_direct gentler switch_language just_talk goodbye delete_data export_data out_of_scope".split()
)
MOST_BRIEF_WORDS = 7
BEYOND_DOUBT = 0.98


# Talking with somebody of one's own is something to do, and no wish for a counselor.
_OWN_PEOPLE = re.compile(
    r"(?<!\w)(?:sama|ama|sm|ke|dengan|dgn|bareng|karo|marang|with|to)\s+(?:(?:si|my|the)\s+)?(?:istri|bini|suami|laki|bojo|garwo"
    r"|pacar|tunangan|ibuk?|mama\w?|mamak|emak|nyokap|bunda|umi|bapak?|ayah|papa|abah|bokap|ortu|orang\s?tua|wong\s?tuwo"
    r"|kakak|abang|bang|mas|mbak|teteh|aa|adi?k|adek|anak|sodara|saudara|sepupu|om|tante|paman|bibi|bude|pakde|nenek|kakek"
    r"|mertua|ipar|teman|temen|kawan|konco|kanca|sahabat|bestie|tetangga|dosen|dosbing|guru|wali\s?kelas|bos|atasan|rekan"
    r"|pak|bu|pendeta|romo|ustadz?|kyai|wife|husband|mom|mum|dad|mother|father|sister|brother|friend|boss|partner"
    r"|girlfriend|boyfriend|neighbou?r|teacher)(?:ku|nya|ne)?(?!\w)",
    re.IGNORECASE,
)
_COUNSELOR = re.compile(
    r"(?<!\w)(?:konselor\w*|konseling|psikolog\w*|psikiater\w*|terapis\w*|manusia\w*|admin|petugas|operator|cs"
    r"|orang\s+(?:asli|beneran|benaran|sungguhan|betulan|nyata)|ahli\w*|profesional|bot|robot|counsell?or|therapist"
    r"|human|person|agent|someone)(?!\w)",
    re.IGNORECASE,
)

# A language that somebody or something has is told of: "my Indonesian boss", "guru bahasa Inggrisku".
_TONGUE = r"(?:indonesian?|inggris|english|javanese|dutch|arab(?:ic)?|jepang|japanese|mandarin|chinese|korean?)"
_TELLS_OF_LANGUAGE = re.compile(
    rf"(?<!\w)(?:(?:my|his|her|our|their|an?|some|only)\s+(?:\w+\s+){{0,2}}?{_TONGUE}\s+(?!(?:please|pls|version|only)\b)\w"
    rf"|(?:(?:he|she|husband|wife|boss|family|father|mother|mum|mom|dad|boyfriend|girlfriend|in-laws)(?:['’]s|\s+(?:is|are|was))"
    rf"|i['’]?m|i\s+am|they['’]?re|cooks?|cooked|eats?|failed|fail)\s+(?:\w+\s+)?{_TONGUE}(?!\w)"
    rf"|{_TONGUE}\s+(?:exams?|tests?|class(?:es)?|teacher|lessons?|homework|essays?|food|family|husband|wife|boss|people)"
    rf"|(?:orang|guru|dosen|nilai|ujian|kelas|les|tugas|ulangan|skripsi|sastra|jurusan|keluarga|suami|istri|bos)\s+(?:bahasa\s+)?"
    rf"{_TONGUE}(?:ku|nya)?)(?!\w)",
    re.IGNORECASE,
)
# What must be said for one of these to be asked; "if somebody sat with me" asks nothing of the bot.
_ASKED_BY: dict[str, re.Pattern[str]] = {
    "ask_privacy": re.compile(
        r"\b(?:who|whom|read|reads|sees?|stor\w+|sav(?:e|ed|ing)|ke(?:ep|pt)|privacy|private|confidential\w*|data"
        r"|secure|safe|secret\w*"
        r"|anonym\w*|record\w*|shar\w+|know about this|siapa|baca|membaca|dibaca|lihat|liat|simpan|disimpan"
        r"|rahasia\w*|privasi\w*|bocor\w*"
        r"|aman|rekam|direkam|sebar\w*|disebar\w*|tau|tahu)\b",
        re.IGNORECASE,
    ),
    "ask_human": re.compile(
        r"\b(?:talk|speak|chat|see|someone|somebody|human|person|real|counsel\w*|therap\w*|psych\w*|professional"
        r"|doctor|hotline|helpline"
        r"|number|call|help|manusia|orang|konselor|konseling|psikolog\w*|psikiater|dokter|ahli|terapis|ngobrol"
        r"|bicara|telepon|telpon|hubungi|nomor)\b",
        re.IGNORECASE,
    ),
    "delete_data": re.compile(
        r"^\W*(?:\w+\W+){0,3}\w*\W*$|\b(?:data\w*|semua\w*|everything|all|percakapan\w*|obrolan\w*|chat\w*|riwayat\w*"
        r"|cerita\w*|catatan\w*|akun\w*|account|history|messages?|conversations?|record\w*|talks?"
        r"|tentang (?:aku|saya|gue)|about me|what i (?:said|wrote|told)|yang (?:aku|saya|gue|ku)\w*)\b",
        re.IGNORECASE,
    ),
}


# "I may feel like going and fetching it back" goes back nowhere in the talk.
_BACK_IN_THE_TALK = re.compile(
    r"(?<!\w)(?:questions?|previous|earlier|before|back to|last (?:one|answer)|answer|undo|step back|pertanyaan"
    r"|sebelum\w*|tadi|balik|kembali|mundur|jawaban\w*|ulang\w*)(?!\w)",
    re.IGNORECASE,
)


def asks_nothing(act: str, text: str) -> bool:
    """Whether a message that asks nothing was heard as asking about privacy, for a person or to forget all, and says
    none of it."""
    asked_by = _ASKED_BY.get(act)
    return asked_by is not None and "?" not in text and not asked_by.search(text)


def only_sounds_like(act: str, text: str, confidence: float) -> bool:
    """Whether a message only sounds like a wish about the talk."""
    if act == "ask_human":
        return bool(_OWN_PEOPLE.search(text)) and not _COUNSELOR.search(text) and not text.rstrip().endswith("?")
    if act == "go_back":
        return len(text.split()) > MOST_BRIEF_WORDS and not _BACK_IN_THE_TALK.search(text)
    if act == "switch_language" and _TELLS_OF_LANGUAGE.search(text):
        return True
    return act in BRIEF and len(text.split()) > MOST_BRIEF_WORDS and confidence < BEYOND_DOUBT
