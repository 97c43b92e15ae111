"""Answers that a reader of words takes for something far from them: a goal about debt for a favour that is asked, a
word to be struck out for all that is kept, a question before a yes for the yes, what was tried for a wish to
only talk."""

from __future__ import annotations

import re

from bot.counseling.framing import is_only_time, without_frame
from bot.counseling.plan_parts import LOOKING_AT_PLAN
from bot.counseling.time_spans import pick_spans

_I = re.IGNORECASE
# What is asked of the program and is none of its work, or an insult. Not hearing one costs a turn of the talk; taking
# somebody's goal for one turns a person away.
_FAVOUR = re.compile(
    r"\?\s*$|^\W*(?:(?:what|when|who|where|which)(?:['’]s|\s+(?:is|are|was|were))|siapa|berapa|kapan)\s"
    r"|(?<!\w)(?:(?:can|could|would|will)\s+(?:you|u)|(?:please\s+)?(?:write|tell|give|book|order|sing|play"
    r"|send|show|buy|draft|translate|fix|do)"
    r"\s+(?:me|my|us|a|an|some|this|nudes)|ignore\s+all|recipe|weather|lottery|joke|poem|essay|homework"
    r"|cover\s+letter|python"
    r"|(?:bikin|buat|cari|kerja|tulis|terjemah|nyanyi|kirim|sebut|ramal|hitung)(?:in|kan)\s+(?!diri|waktu|jadwal"
    r"|tugas|skripsi|pekerjaan)\w+"
    r"|tolong\s+(?:buat|bikin|tulis|terjemah|cari|hitung)\w*|resep|lirik|pantun|puisi|togel|zodiak|ongkir"
    r"|kode\s+python|lucu\s+dong"
    r"|stupid|idiot|shut\s+up|f\*+|fuck\s+(?:you|u|off)|go\s+to\s+hell|goblok|tolol|bangsat|kontol|bacot"
    r"|anjing\s+l[ou])(?!\w)",
    _I,
)
# The act that an answer is where a favour was heard in it.
_ANSWER_TO = {
    "purpose": "propose_goal",
    "goal": "propose_goal",
    "goal_check": "propose_goal",
    "goal_change": "propose_goal",
    "importance_reason": "answer",
    "confidence_raise": "answer",
    "options": "propose_option",
    "choose_option": "propose_option",
    "step": "propose_step",
    "own_part": "propose_step",
    "smaller_step": "propose_step",
    "when": "state_time",
    "obstacle": "state_obstacle",
    "if_then": "propose_step",
    "support": "state_support",
    "agreement": "disagree",
    "change_plan": "disagree",
}
# Where a number is asked for, what is told instead is told, and the number asked for again.
_NUMBERED = ("importance", "confidence", "plan_confidence")
# Here people do say that they came to be heard, in words that nobody can list.
_MAY_ONLY_TALK = ("purpose", "goal", "goal_check", "goal_change")
# A wish to be heard and nothing else names the telling, the listening or what is not wanted. Not hearing one costs a
# turn; hearing one in "I tried saying no, but he just laughed" ends the work that somebody is in the middle of.
_WANTS_EAR = re.compile(
    r"(?<!\w)(?:talk\w*|tell\w*|told|listen\w*|hear|heard|ears?|rant\w*|vent\w*|moan\w*|complain\w*|grumbl\w*|chat\w*"
    r"|get\s+(?:it|this|that)\s+out|company|offload\w*|ramb\w+|yap\w*|cry|speak\w*|shar(?:e|ing)|reminisc\w*|off\s+my\s+chest|out\s+loud|let\s+(?:it|the"
    r"|off)|let(?:ting)?\s+off|pour\w*|goals?|plans?|planning|steps?|targets?|aims?|advice|tips?|coach\w*|homework|fix\w*"
    r"|solv\w+|solution\w*|sort\s+(?:it|anything|this)"
    r"|(?:ber|men)?cerit[ae]\w*|crit[ao]\w*|curhat\w*|(?:di|me|men)?d[ae]ng[ae]r\w*|ngobrol\w*|obrol\w*|ngomong\w*|bicara"
    r"|berbicara|nyerocos|ngoceh\w*|sambat\w*|(?:me|nge?)lu(?:h|ap)\w*|un[e]?[gk]\W?un[e]?[gk]\w*|misuh\w*|simak|menyimak|telinga"
    r"|kuping|temen\w*|teman\w*|solusi\w*|saran\w*|nasi?h?[ae]t\w*|tujuan|rencana\w*|langkah\w*|nyampah|(?:di|me|n)?tumpah\w*"
    r"|numpah\w*|numpang|teriak\w*|lega|isi\s+kepala\w*|steam|(?:di)?benerin|jalan\s*keluar\w*)(?!\w)",
    _I,
)
# "Just want to say no for once": something to get to, and nobody to listen.
_WANTS_TO = re.compile(
    r"(?<!\w)(?:(?:want|wanna|need|like|wish|hope)\s*(?:to)?\s+(?:be\s+able\s+to\s+)?(?!be\b|someone|somebody|to\b)\w+\s+\w"
    r"|(?:mau|pengen|pengin|ingin)\s+(?:bisa|berani|lebih)\s+\w)",
    _I,
)
# A short answer is no refusal of all ways unless it says no: "the list" picks one.
_SAYS_NO = re.compile(
    r"(?<!\w)(?:no|none|nope|nah|not|neither|never|nothing|nobody|\w+n['’]?t|skip|pass|else|other|another|different|wrong"
    r"|n?[eai]?ng?gak?|[aoe]?ga|gak|kagak|kaga|nda\w*|tida[kq]?|tdk|ndak|bukan\w*|ora|orak|jangan|jgn|belum|blm|ogah|emoh|tak"
    r"|tiada|lewat\w*|males|malas|teu|henteu|moal|indak|lain\w*|beda)(?!\w)|^\W*$",
    _I,
)
# A reason is no goal: "because my kids barely see me".
_BECAUSE = re.compile(r"\W*(?:because|cause|cuz|cos|bc|karena|karna|krn|soalnya|sebab)(?!\w)", _I)
# What somebody does in their plan may be to delete or to stop something: "ya langsung dihapus malam ini". Here it ends
# the talk, or forgets all, only in words for that.
_PARTS = ("step", "own_part", "smaller_step", "when", "obstacle", "if_then", "support")
_ENDS_TALK = re.compile(
    r"(?<!\w)(?:stop\w*|(?:ber)?henti\w*|brenti|udah\w*|sudah\w*|dah|cukup\w*|samp(?:ai|e)|pamit\w*|cabut|bye\w*|dada\w*"
    r"|ma?kasih\w*|terima\s*kasih|thank\w*|thx|later|nanti|ntar|bentar|tunggu|lanjut\w*|(?:di)?terus(?:in|kan)|sambung\w*"
    r"|batal|akhiri|pergi|tinggal|jumpa|ketemu|selamat|istirahat|tidur|cape\w*|lelah|pusing|ngantuk|keluar|jeda|rehat|dulu|sik|heula"
    r"|mandeg|go(?:ing|tta)?|gtg|leav\w+|run|halt|hold|cut|close|enough|done|finish\w*|end|quit|pause|break|rest|tired|sleep|bed|off"
    r"|log|call|come\s+back|continue|resume|wait|no\s+more|can['’]?t|good\s?(?:bye|night)|see\s+(?:you|ya)|for\s+(?:now|today))(?!\w)",
    _I,
)
# "Yes but make it tomorrow night" moves the step; a time is no goal.
_MADE = re.compile(
    r"(?:make|made|move|push|switch|change|do)\s+(?:it|that|this|the\s+(?:time|day))\s+(?:to\s+|for\s+|on\s+)?(?P<new>[^,;.]+)"
    r"|(?:jadi(?:in|kan)?|ganti(?:in)?(?:\s+(?:ke|jadi))?|ubah(?:\s+(?:ke|jadi))?|pindah(?:in)?(?:\s+ke)?|geser(?:\s+ke)?)\s+(?P<baru>[^,;.]+)",
    _I,
)
# "I'd have a different job" is a goal, and asks for no other.
_CHANGES_TALK = re.compile(
    r"(?<!\w)(?:goals?|topics?|subject|problem|issue|something\s+else|(?:different|other|another|new)\s+(?:one|thing)"
    r"|changed?\s+my\s+mind|start\s+(?:over|again)|instead|rather\s+talk|tujuan\w*|target\w*|topik\w*|masalah\w*|bahas\w*"
    r"|ngobrolin|(?:yang|yg|hal|soal)\s+lain|lain\s+(?:aja|saja|dulu)|berubah\s+pikiran|dari\s+awal"
    r"|(?:ga|gak|nggak|tidak)\s+jadi)(?!\w)",
    _I,
)
# "It's not a new job I want, I want …" is another goal, also where its reason was asked for.
_AFTER_GOAL = ("importance", "importance_reason", "confidence", "confidence_raise", "options")
_WANTS_INSTEAD = re.compile(
    r"(?:(?:it|that)['’]?s|it\s+is|that\s+is)\s+not\s+(?:really\s+)?[^,;.]+?\s+i\s+want[,;.]\s*(?:it|but|what|i)(?!\w)"
    r"|(?<!\w)(?:goal|tujuan(?:nya)?|target(?:nya)?)\s+(?:is\s+|itu\s+)?(?:wrong|not\s+right|salah|keliru)"
    r"|(?<!\w)bukan\s+[^,;.]+?\s+(?:yang|yg)\s+(?:aku|saya|gue|gw)\s+(?:mau|pengen|pengin|ingin)"
    r"|(?:(?:do\s+not|don['’]?t)\s+(?:think\s+i\s+)?|not\s+(?:sure\s+i|even)\s+)(?:even\s+|really\s+|actually\s+)*want\b.*?[.;!]\s*what\s+i\s+(?:really|actually)\s+want\s+is\b"
    r"|(?:(?:it['’]?s|its)\s+not|i\s+don['’]?t\s+think\s+(?:it['’]?s|its|that['’]?s))\s+(?:really\s+|even\s+|about\s+|actually\s+)*(?:the|my|about|losing|getting)\b[^.;!?]*[.;!,]\s*"
    r"what\s+i\s+(?:really\s+|actually\s+)?want\s+is\b"
    r"|(?:ga|gak|nggak|ngga|enggak|tidak)\s+(?:terlalu\s+|bener2\s+)?(?:mau|pengen|pengin|ingin)\b.*?[.,;!]\s*(?:yang|yg)\s+(?:aku|saya|gue|gw)\s+(?:sebe?nernya\s+)?"
    r"(?:mau|pengen|pengin|ingin)(?:\s+(?:sebe?nernya|sebenarnya))?\s+(?:itu|adalah|ya)\b",
    _I,
)
# A goodbye heard in what is told sends somebody away: it says so, or it is none.
_TOLD_HERE = {"problem": "describe_problem", "summary": "correct_summary", "correction": "correct_summary"}
_FEWEST_WORDS_OF_A_STORY = 8
_BYE = re.compile(
    r"(?<!\w)(?:\w*bye+|see\s+(?:you|ya)|cya|take\s+care|th?anks?|thx|ta|cheers|cheerio|gotta|got\s+to|have\s+to|need\s+to|going|go|off|leav\w+|good\s?night"
    r"|later|enough|done|end|stop|that['’]?s\s+all|da+h*|dada\w*|pamit|sampai|jumpa|ma?kasih|terima\s*kasih|nuwun|nuhun|cabut|pergi|dulu|udah\w*|sudah|selesai"
    r"|cukup|tidur|besok|lain\s+kali|pulang)(?!\w)",
    _I,
)
_FORGET_ME = re.compile(
    r"(?<!\w)(?:(?:delete|erase|forget|wipe)\s+(?:me|this|it\s+all)|(?:hapus|lupakan)\s+(?:aku|saya|gue|gw))(?!\w)", _I
)
# "Hapus kata X-nya", "remove 'as you told you'": words of the goal or the plan are to go, and no more.
_STRIKES_OUT = re.compile(
    r"(?<!\w)(?:hapus(?:in|kan)?|hilang(?:in|kan)|buang|coret|remove|delete|drop|take\s+out"
    r"|leave\s+out)\s+(?:(?:the|that|those|my|itu|dong"
    r"|tolong|yang|yg)\s+)*(?:kata(?!\s*sandi)\w*|kalimat\w*|frasa|tulisan|bagian|wording|words?|sentence|phrase"
    r"|part|bit|first|last|second|['\"“‘])",
    _I,
)
_ALL_OF_IT = re.compile(
    r"(?<!\w)(?:data\w*|semua\w*|akun\w*|riwayat|percakapan|obrolan|everything|all|account|history|messages?"
    r"|chats?)(?!\w)",
    _I,
)
_DO_NOT = re.compile(
    r"(?<!\w)(?:jangan|jgn|ojo|nggak\s+(?:mau|usah)|(?:ga|gak|tidak)\s+(?:mau|usah)|don['’]?t|do\s+not|not\s+to"
    r"|never)\s+(?:\w+\s+){0,2}?"
    r"(?:di)?(?:hapus|buang|hilang|delete|erase|remove|drop)",
    _I,
)
_GOAL = r"(?:goal|tujuan|target|one)"
_KEEPS_GOAL = re.compile(
    rf"(?<!\w)(?:no|not\s+an?|not\s+the|bukan|jangan|ga|gak|nggak|tidak)\s+(?:ada\s+|mau\s+|ganti\s+)*(?:(?:other"
    rf"|another|new|different|smaller)\s+{_GOAL}"
    rf"|{_GOAL}(?:nya)?\s+(?:yang\s+)?(?:lain|baru))|(?:keep|leave)\s+(?:the|my|this|that)\s+(?:goal|plan)"
    rf"|nothing\s+should\s+change"
    rf"|{_GOAL}(?:nya|ku)?\s+(?:tetap|tetep|biar(?:in|kan)?|jangan\s+(?:di)?(?:ubah|ganti|hapus)\w*)(?!\w)",
    _I,
)
# What a yes hangs on is not said yet: "before I agree, who reads this?"
_NOT_YET = re.compile(
    r"\W*(?:(?:but|tapi|tp|well|ok|oke|eh|hm+|wait|tunggu)\W+)*(?:(?:before|until|if|unless|sebelum|sblm|kalau|kalo"
    r"|klo|jika)\s+(?:(?:i|we|aku|saya|gue|gw)\s+)?"
    r"(?:(?:bisa|mau|can|could|do|have\s+to)\s+)?(?:agree|say|consent|answer|decide|setuju|jawab|menjawab|bilang"
    r"|iya|izin\w*|memutuskan|mutusin)(?!\w)"
    r"|(?:i\s+)?(?:haven['’]?t|have\s+not|didn['’]?t|did\s+not)\s+(?:agreed?|sa(?:y|id)|consent\w*)"
    r"|(?:aku|saya|gue)?\s*(?:belum|blm)\s+(?:bilang\s+)?(?:setuju|iya|jawab|mengizinkan))",
    _I,
)


# Nobody and nothing are how important something is as little as how sure.
_NO_ONE = re.compile(
    r"\W*(?:(?:ya|well|um+|hm+|eh|oh)\W+)*(?:nobody|no\s?one|nothing|none|(?:(?:ga|gak|nggak|ngga|tidak|tdk)\s+ada|ora\s+ono|teu\s+aya|gada|gaada)"
    r"(?:\s+(?:orang|siapa-?siapa|siapapun|yang\s+\w+))?)(?:\s+(?:really|sih|kak|deh|kok))*\W*",
    _I,
)
_ASKS_HOW_WE_ARE = re.compile(r"\?|(?<!\w)(?:apa\s+kabar|how\s+are|what['’]?s\s+up|lagi\s+apa)(?!\w)", _I)
_FEWEST_WORDS_AFTER_GREETING = 3


def asks_favour(text: str) -> bool:
    """Whether a message surely asks the program for something that is none of its work, or insults it."""
    return bool(_FAVOUR.search(text))


def answer_in(asked: str, text: str, act: str | None) -> str | None:
    """Give the act of an answer that was heard as a favour asked for, as a wish to only talk or to forget all, or as a
    yes to keeping the talk; None where it may well be what was heard."""
    if act == "out_of_scope" and not asks_favour(text):
        return _ANSWER_TO.get(asked)
    if act in ("deny", "answer", "skip") and asked in _NUMBERED and _NO_ONE.fullmatch(text):
        return "rate"  # which asks for the number again
    if act == "greet" and answers_after_greeting(text):
        return _ANSWER_TO.get(asked)
    if act == "just_talk" and (asked not in _MAY_ONLY_TALK or _WANTS_TO.search(text)) and not _WANTS_EAR.search(text):
        return "describe_problem" if asked in _NUMBERED else _ANSWER_TO.get(asked)
    if act == "deny" and asked == "choose_option" and not _SAYS_NO.search(text):
        return "propose_option"
    if act in ("propose_goal", "state_obstacle") and asked == "goal" and _BECAUSE.match(text):
        return "describe_problem"
    if act == "pause_stop" and asked in _PARTS and not _ENDS_TALK.search(text):
        return _ANSWER_TO[asked]
    if act == "delete_data" and asked in _PARTS and not (_ALL_OF_IT.search(text) or _FORGET_ME.search(text)):
        return _ANSWER_TO[asked]
    if act == "delete_data" and (strikes_out(text) or keeps_all(text)):
        if asked in LOOKING_AT_PLAN:
            return "disagree"
        return "change_goal" if strikes_out(text) else "deny" if asked == "goal_change" else None
    if asked in _AFTER_GOAL and _WANTS_INSTEAD.search(text):
        return "change_goal"
    if act == "change_goal" and asked in ("goal", "purpose", "goal_check") and not _CHANGES_TALK.search(text):
        return "propose_goal"
    if act in ("change_goal", "go_back") and asked in (*_PARTS, "plan_confidence") and moves_time(text):
        return "state_time"
    if act == "go_back" and asked in LOOKING_AT_PLAN and pick_spans(text):
        return "disagree"
    if (
        act == "goodbye"
        and asked in _TOLD_HERE
        and len(text.split()) >= _FEWEST_WORDS_OF_A_STORY
        and not _BYE.search(text)
    ):
        return _TOLD_HERE[asked]
    if asked == "consent" and act in ("affirm", "commit") and puts_off(text):
        return "ask_privacy"
    return None


def answers_after_greeting(text: str) -> bool:
    """Whether a message says something after a greeting: "hi, to sleep better"."""
    said = without_frame(text)
    return said != text and len(said.split()) >= _FEWEST_WORDS_AFTER_GREETING and not _ASKS_HOW_WE_ARE.search(said)


def moves_time(text: str) -> bool:
    """Whether a message puts something at another time: "make it Sunday instead", "make it Sunday at ten with Jo"."""
    made = _MADE.search(text)
    words = (made["new"] or made["baru"]) if made else ""
    spans = pick_spans(words)
    return is_only_time(words) or bool(spans and spans[0].start == 0)


def strikes_out(text: str) -> bool:
    """Whether a message wants some words gone and not all that is kept."""
    return bool(_STRIKES_OUT.search(text)) and not _ALL_OF_IT.search(text)


def keeps_all(text: str) -> bool:
    """Whether a message says that something is not to be deleted."""
    return bool(_DO_NOT.search(text))


def keeps_goal(text: str) -> bool:
    """Whether a message says that the goal stays: "no other goal", "keep my goal", "tujuannya tetap"."""
    return bool(_KEEPS_GOAL.search(text))


def puts_off(text: str) -> bool:
    """Whether a message names a yes that is not given yet."""
    return bool(_NOT_YET.match(text))
