"""The 41 acts of a client (DESIGN.md); the dialogue knows a few more, inside only."""

from __future__ import annotations

import re

from bot.counseling.address import introduces
from bot.counseling.ways import names_way

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
# Whoever has a name is none of the helpers that the bot could name: "I want to ring Paul".
_RINGS_SOMEBODY = re.compile(
    r"\b(?i:ring|ringing|call|calling|phone|text|message|talk to|speak to"
    r"|n?elpon|telepon|telpon|ngobrol sama|chat)\s+(?!I\b)[A-Z][a-z]+"
)
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
# What reads as an answer and not as one of these: "if somebody sat with me", "I'd rather not go to HR", "kalo muncul
# notifnya langsung kuhapus". Not to hear such a wish is worse than to meet one that was none, so only what surely does.
_READS_AS_ANSWER: dict[str, re.Pattern[str]] = {
    "pause_stop": re.compile(
        r"^\W*(?:(?:ya|iya|kalau\s+gitu|then|ok)\W+)*(?:besok(?:nya)?|lusa|habis\s+itu|the\s+next\s+day)\s+(?:lagi\s+)?(?:(?:aku|saya|gue|i|i['’]ll)\s+\w"
        r"|ku\w{4,}|tak\s+\w)"
        # How somebody is, and no more: why it matters, or what weighs on them.
        r"|^\W*(?:(?:because|cos|cause|karena|soalnya|i['’]?m|i\s+am|i['’]?ve\s+been|just|so|all|always|aku|saya|gue)\W+)*"
        r"(?:worn\s+out|knackered|shattered|exhausted|drained|burn(?:t|ed)[\s-]?out|wiped\s+out|run\s+down|kecapekan|kelelahan)\W*$"
        # What is done where something comes in between.
        r"|^\W*(?:(?:ya|well|oh|eh)\W+)*(?:kalau|kalo|klo|if|when(?:ever)?)\s+\w+.*\b(?:aku|saya|gue|gw|i|i['’]ll|we)\s+\w+\W+\w",
        re.IGNORECASE,
    ),
    # What somebody would do, and no favour asked of the program; where it names none, `names_way` says so.
    "out_of_scope": re.compile(
        r"^(?!.*\b(?:me|us|please|pls|plz|dong|tolong|kak|for\s+my|you|u|your|kamu|cover|poem|essay|homework|joke|song|pizza|story|code|grammar)\b)",
        re.IGNORECASE,
    ),
    "ask_privacy": re.compile(
        r"^\W*(?:if|when|once|whenever|as\s+long\s+as)\s+(?!.*\b(?:will|would|does|do|did|can|could|is|are|gets?)\s+(?:you|it"
        r"|this|my|the|they|she|he|someone|anyone|anybody|somebody)\b)(?!.*\b(?:tell|say|write|type|name|put)\b)"
        r"|^(?!.*\b(?:apa\w*|siapa|gimana|kah|is|are|can|will)\b).*\b(?:wa|whatsapp|e-?mail|nomor|nomer|hp|chat\w*|phone|number)\s+(?:\w+\s+)?"
        r"(?:pribadi|private|personal)\b",
        re.IGNORECASE,
    ),
    # Who feels like a machine asks for none.
    "ask_bot_identity": re.compile(
        r"(?<!\w)(?:aku|saya|gue|gw|i|i['’]?m|me|my)(?!\w).*(?<!\w)(?:kayak|kyk|kaya|ky|seperti|bagai|ibarat|like|as)\s+(?:an?\s+)?"
        r"(?:robot|mesin|zombie?|machine|computer|program)(?!\w)",
        re.IGNORECASE,
    ),
    "ask_human": re.compile(
        r"^\W*(?:(?:i['’]?d|i\s+would)\s+rather\s+not\b|go(?:ing)?\s+to\s+(?:the|my|a)\b(?!.*\b(?:human|person|counsel|thera))"
        r"|pergi\s+ke\b)",
        re.IGNORECASE,
    ),
    "delete_data": re.compile(
        r"\b(?:notif\w*|aplikasi\w*|apps?|games?|foto\w*|photos?|pictures?|e-?mails?|kontak\w*|contacts?|nomor\w*|mantan|ex)\b"
        r"(?!.*\b(?:data|semua\w*|everything|percakapan|obrolan|chat|riwayat|history|account|akun)\b)",
        re.IGNORECASE,
    ),
}
# To fall back into a habit is no going back in the talk: "aku balik ngerokok lagi", "I went back to smoking".
_HABIT = (
    r"(?:nge?)?(?:me)?ro+kok\w*|(?:nge)?vap\w*|minum\w*|mabuk\w*|(?:ber)?judi\w*|(?:main\s+)?(?:slot|judol|game|hp|ml)\w*|begadang\w*"
    r"|(?:nge)?scroll\w*|(?:nge)?gadget\w*|jajan\w*|belanja\w*|(?:nge)?drakor\w*|nonton\w*|males\w*|malas\w*|kecanduan|nunda\w*|menunda\w*"
    r"|marah\w*|ngambek\w*|(?:ke\s+)?kebiasaan\s+(?:lama|buruk)"
)
_HABIT_EN = (
    r"smok\w+|drink\w*|vap\w+|gambl\w+|bet\w*|cigarettes?|drugs|weed|scroll\w*|bing\w+|overeat\w+"
    r"|procrastinat\w+|yell\w+"
)
_FALLS_BACK = re.compile(
    rf"(?<!\w)(?:(?:balik|kembali|mulai)\s+(?:(?:lagi|jadi|ke)\s+)*(?:{_HABIT})(?:\s+lagi)?|^(?:aku|saya|gue|gw|udah|malah|jadi|ya|\s)*kambuh\w*"
    rf"|(?:went|gone|going|fell|slipped|fallen|back)\s+(?:(?:right|straight|back)\s+)*(?:to|into|on)\s+(?:the\s+|my\s+)?(?:{_HABIT_EN}|(?:old|bad)\s+\w+)"
    rf"|relapsed?|fell\s+off\s+the\s+wagon|started\s+(?:{_HABIT_EN})\s+again)(?!\w)",
    re.IGNORECASE,
)
# "I may feel like going and fetching it back" goes back nowhere in the talk.
_BACK_IN_THE_TALK = re.compile(
    r"(?<!\w)(?:questions?|previous|earlier|before|(?:go|going|step|take me|get|wait|back)\W+(?:\w+\W+)?back"
    r"|back (?:to|up|one)|return|rewind|undo|wrong|last (?:one|answer)|answer\w*|pertanyaan|sebelum\w*|tadi|balik\w*"
    r"|mbalik|kembali|mundur|jawaban\w*|ulang\w*|salah)(?!\w)",
    re.IGNORECASE,
)


def reads_as_answer(act: str, text: str, confidence: float) -> bool:
    """Whether a message was heard as asking about privacy, for a person or to forget all, not beyond doubt, or as a
    name, and reads as an answer."""
    if act == "tell_name":
        return not introduces(text)
    if act == "out_of_scope" and not names_way(text, ""):
        return False
    form = _READS_AS_ANSWER.get(act)
    return form is not None and confidence < BEYOND_DOUBT and "?" not in text and bool(form.search(text))


def falls_back(text: str) -> bool:
    """Whether a message tells of falling back into a habit."""
    return bool(_FALLS_BACK.search(text))


def only_sounds_like(act: str, text: str, confidence: float) -> bool:
    """Whether a message only sounds like a wish about the talk."""
    if act == "ask_human":
        return (
            bool(_OWN_PEOPLE.search(text) or _RINGS_SOMEBODY.search(text))
            and not _COUNSELOR.search(text)
            and not text.rstrip().endswith("?")
        )
    if act == "go_back":
        if falls_back(text):
            return True
        long = len(text.split()) > MOST_BRIEF_WORDS
        return long and confidence < BEYOND_DOUBT and not _BACK_IN_THE_TALK.search(text)
    if act == "switch_language" and _TELLS_OF_LANGUAGE.search(text):
        return True
    return act in BRIEF and len(text.split()) > MOST_BRIEF_WORDS and confidence < BEYOND_DOUBT
