"""The act that the words of an answer settle, whatever act the message as a whole resembles."""

from __future__ import annotations

import re

from bot.counseling.address import introduces, is_introduction
from bot.counseling.agreeing import (
    added_to_step,
    agrees_and_closes,
    agrees_at_another_time,
    agrees_but_for_a_part,
    asks_for_change,
    change_said,
    leaves_as_it_is,
    objects,
)
from bot.counseling.answers import (
    consent_said,
    is_goal_denied,
    keeps_it,
    knows_not,
    names_moment,
    sharpens_goal,
    tells_on,
    way_after_yes,
)
from bot.counseling.choices import (
    does_not_want,
    only_refuses_place,
    own_way,
    picks_and_refuses,
    place_said,
    places_named,
    takes_place_back,
    wants_no_more,
)
from bot.counseling.conversation import TYPED_COMMAND
from bot.counseling.corrections import finds_fault
from bot.counseling.framing import is_only_time
from bot.counseling.goal_change import names_new_goal, says_what_goal_should_be
from bot.counseling.going_back import wants_back
from bot.counseling.languages import asks_for_language
from bot.counseling.leaving import takes_leave
from bot.counseling.let_go import let_go, needs_nobody
from bot.counseling.misheard import answer_in, keeps_goal
from bot.counseling.part_changes import excepted_part, parts_anew, swap_said
from bot.counseling.plan_parts import LOOKING_AT_PLAN
from bot.counseling.preferences import BY_ACT, act_for_fewer, asks_too_much, parse_preferences
from bot.counseling.questions import QUESTIONS
from bot.counseling.ratings import find_rating, mark_in_words
from bot.counseling.refusing import refuses_to_answer, wants_to_stop
from bot.counseling.reporting import goal_stands, share_done
from bot.counseling.safe_again import denies_danger, ends_pause, owns_danger, says_safe
from bot.counseling.said_before import said_before
from bot.counseling.scales import number_put_right
from bot.counseling.told_anyway import (
    names_helper,
    shrugs_first,
    tells_beside_dunno,
    tells_of_help,
    wants_it_so,
    wishes_after_shrug,
)
from bot.counseling.ways import names_way, says_way_plainly
from bot.counseling.yes_no import ends_in_yes, only_agrees, only_enough, says_all, says_enough, that_is_all, yes_or_no

# Under a plan on show these stand as they are, whatever is said beside them.
_STANDS = frozenset("pause_stop goodbye delete_data export_data switch_language ask_privacy ask_bot_identity".split())
_I = re.IGNORECASE
_NO_MATTER = re.compile(
    r"\W*(?:idc|idk|dunno|meh|whatever|whatevs|(?:i\s+)?(?:don['’]?t|do not)\s+(?:care|mind|know)|skip"
    r"|up to you|no matter"
    r"|nvm"
    r"|ter?serah|serah|bebas|sembarang|bodo(?:\s*amat)?|sebodo|lewat|gatau"
    r"|(?:nggak|gak|ga|tidak)\s+(?:peduli|tahu|tau))"
    r"(?:\s+(?:lol|lah|aja|deh|sih|kamu|man|then|really))*\W*",
    _I,
)
# After a hand-off the talk waits: what would take the work up again, or only sounds like being safe, is heard as
# something told, and met by staying.
_WORK = frozenset(
    "go_back change_goal ask_ideas refuse_ideas propose_goal propose_option propose_step state_time rate report_done"
    " report_partly report_not_done gibberish answer tell_name".split()
)
# Whoever leaves here has been asked something that a leave does not answer.
ANSWERED_FIRST = frozenset({"delete_confirm", "safety", "consent"})
# Under these a refusal of it all is no step and no part of one; the act that leaves the question open.
_OF_A_STEP = {"step": "deny", "another_step": "deny"} | dict.fromkeys(
    ("own_part", "smaller_step", "when", "obstacle", "if_then", "support"), "skip"
)
_NO_PACE = ANSWERED_FIRST | {"style", "none"}
_NO_SHRUG = frozenset({"delete_confirm", "safety", "none", "name", "problem", "listening", "difference"})
# What a refusal of the question itself comes to; elsewhere the question is left out.
_REFUSED = {"goal": "deny", "step": "deny", "another_step": "deny", "agreement": "disagree", "change_plan": "disagree"}
_NOT_TO_REFUSE = ANSWERED_FIRST | {"none"}
_YESES = frozenset({"affirm", "commit"})
# Nothing that only resembles an answer may settle these.
_IN_SO_MANY_WORDS = frozenset({"consent", "age", "delete_confirm"})
_ANSWERS = frozenset("affirm commit deny disagree skip dont_know tell_name answer rate".split())
_NO_CONSENT = frozenset({"greet", "thank", "gibberish", "rate"})
_AGREED_AS = {"agreement": "commit", "summary": "affirm"}
_TOLD_UNTIL_ENOUGH = frozenset({"problem", "options", "another_step"})
_REFUSES = re.compile(
    r"(?<!\w)(?:(?:not|never|ain['’]?t|won['’]?t|don['’]?t (?:want|wanna)(?: to)?)\s+(?:gonna\s+"
    r"|going to\s+)?(?:do|doing|try|trying)"
    r"\s+(?:any|anything|none|it|this|that|shit)(?:\s+(?:of (?:it|this|that|them)|at all))?"
    r"(?=\W*(?:$|[.,!;]|forget|so|ok|lol))"
    r"|(?:just\s+)?forget (?:it|this)\W*$|(?:i\s+)?(?:already\s+)?said no\b|leave me alone\W*$"
    r"|(?:ga|gak|gk|nggak|ngga|enggak|tidak|ogah|males|malas)\s+(?:mau\s+|pengen\s+|ingin\s+)?"
    r"(?:nga?pa-?\s?(?:2|nga?pa)(?:in|an)|ngapa2(?:in)?|ngapa2in|(?:nge|me)?laku(?:in|kan)\s+(?:apa-?apa|apa2"
    r"|apapun|semua(?:nya)?)"
    r"|apa-?apa|apa2|satu ?pun)(?!\w)|lupain aja\W*$|lupakan saja\W*$|udah ?lah\W*$|(?:udah\s+)?(?:kubilang"
    r"|aku bilang|dibilang)"
    r"\s+(?:ga|gak|nggak|tidak|ogah)\b)",
    _I,
)
# While a goal is being looked at: "eh ganti deh, bukan skripsi".
_TAKES_BACK_GOAL = re.compile(
    r"\W*(?:(?:eh|ah|hmm+|duh|kayaknya|sepertinya|kok|aku|saya|gue|mau|tunggu|bentar|maaf)\W+)*"
    r"(?:(?:di)?ganti(?:\s+aja)?|gajadi|(?:ga|gak|nggak|tidak)\s+jadi|berubah\s+pikiran|salah|ralat)(?:\W+(?:deh|aja|dong|ah|ya))*"
    r"\W+(?:bukan|jangan)\s+\D+",
    _I,
)
_GOAL_IN_HAND = frozenset(
    "goal_check importance importance_reason confidence confidence_raise options ideas_offer choose_option".split()
)
_PLANNED = frozenset({"obstacle", "if_then", "support", "plan_confidence"})
_AFTER_GOAL = frozenset({"difference", "step", "when", *_PLANNED, *LOOKING_AT_PLAN})
_SEES_PLAN = re.compile(
    r"\W*(?:(?:bisa|boleh|bole|mau|pengen|ingin|aku|saya|gue|tolong|coba|kak|eh|can|could|may|i|let me|please)\W+)*"
    r"(?:di)?(?:lihat|liat|liatin|lihatkan|tunjukin|tunjukkan|tampilin|tampilkan|tengok|delok|deloken|ndelok|cek|baca|see|show"
    r"|read)\s+"
    r"(?:me\s+)?(?:lagi\s+)?(?:dulu\s+)?(?:my\s+|the\s+)?(?:rencana|plan)(?:nya|ku|mu|ne)?(?:\s+(?:aku|saya|gue|tadi|lagi|dulu|yang|kita"
    r"|dong|sekarang|ya|kak|again|so far|now|please|sejauh|ini|itu))*\W*",
    _I,
)
# "Did you change it to 10?": what is kept now says so.
_ASKS_WHAT_IS_KEPT = re.compile(
    r"\W*(?:(?:and|but|so|ok|wait|btw|kak|eh|jadi|terus|trus)\W+)*(?:(?:did|have|has)\s+(?:you|u|it)\s+(?:actually\s+|just\s+|really\s+|even\s+)?"
    r"(?:chang|correct|updat|kept|keep|sav|not[ei]|got|get|fix|add|writ|put)\w*\s+(?:it|that|this|the\s+(?:goal|time|step|plan|day)|my\s+(?:goal|time|step|plan))"
    r"(?:\s+(?:to|as|down|in|right|now|at|on|too|already|yet)\b[^?.]*)?"
    r"|(?:udah|sudah|udh|sdh)\s+(?:di|ke|kamu\s+|anda\s+)?(?:ganti|ubah|betulin|betulkan|benerin|catat|catet|simpan|simpen|masuk)\w*"
    r"(?:\s+(?:belum|blm|kan|tujuan\w*|waktu\w*|jam\w*|langkah\w*|rencana\w*|jadi\s+\w+))*)\s*\?+\W*",
    _I,
)
# Under these a place ("the second one") is one of several ways.
_LISTED = frozenset({"options", "choose_option", "ideas"})
_MOST_LISTED = 9
_NO_CHOICE = frozenset("disagree deny out_of_scope correct_summary slower why_ask ask_meaning refuse_ideas".split())
_TOLD = frozenset({"express_feeling", "describe_problem", "ambivalence", "state_obstacle"})
_OF_WAYS = frozenset({"options", "ideas_offer"})
_CHOSEN_FROM = frozenset({"choose_option", "ideas"})
# Of these acts a message may be for what it turns down, and yet pick another: "ah the ring, not the young one".
_PICKS_BESIDE = frozenset({"deny", "refuse_ideas", "disagree", "skip"})
# Where people tell, "I want to go back to the time when …" is told.
_ASKED_LATER = frozenset(QUESTIONS) - ANSWERED_FIRST - {
    "name", "style", "problem", "listening", "difference", "weigh", "weigh_other", "importance_reason",
}  # fmt: skip
# Pointing at what was said before answers these: the goal is what the talk is for, the step the way that was chosen.
_SAID_BEFORE = {"goal": "propose_goal", "step": "propose_step"}
_BUT = re.compile(r"(?<!\w)(?:but|tapi|tp|except|kecuali|unless|instead|mending|until|sampai)(?!\w)", _I)
_NO_GOAL_ACTS = frozenset("change_goal more_direct faster affirm commit".split())
_IS_THE_GOAL = re.compile(
    r"\s*\w+(?:\W+\w+)+.*?[.,;!\-–]\s*(?:yeah\s+|ya\s+)?(?:(?:so\s+)?(?:that['’]?s|that is|this is)\s+(?:the"
    r"|my)\s+(?:real\s+)?goal"
    r"|(?:itu|ini)(?:lah)?\s+tujuan(?:nya|ku|\s+\w+)?)\W*$",
    _I | re.DOTALL,
)
_NUMBERED = frozenset({"importance", "confidence", "plan_confidence"})
# Asked after a number, and by a question that no number answers.
_AFTER_NUMBER = frozenset({"options", "ideas_offer"})
_NOT_UNDERSTOOD = frozenset({"gibberish", "dont_know", "describe_problem", "answer"})
# "Biar bisa tidur jam 11": what it is for.
_SO_THAT = re.compile(r"(?<!\w)(?:biar|supaya|agar|spy|supoyo|ben|so\s+that\s+i|so\s+i\s+can)\s+\w+\s+\w", _I)
# To have decided is a goal as well: "stop dreading work and decide whether to stay or go".
_TO_DECIDE = re.compile(
    r"\W*(?:(?:i|we)\s+(?:just\s+|really\s+)?(?:want|need|wanna|would\s+like|['’]d\s+like|have)\s+to\s+|i['’]?d\s+like\s+to\s+|to\s+|just\s+)*"
    r"(?:(?:be\s+able\s+to|finally|stop|start)\s+(?:\w+\s+){0,5}?(?:and\s+)?)?(?:decide|choose|know\s+(?:whether|if|what)|make\s+up\s+my\s+mind"
    r"|have\s+decided|figure\s+out|find\s+out|settle)\b"
    r"|\W*(?:(?:aku|saya|gue|gw|mau|pengen|pengin|ingin|biar|supaya|bisa|akhirnya|segera)\s+)*(?:mutusin|memutuskan|putusin|nentuin|menentukan"
    r"|mantap(?:in)?|yakin\s+(?:mau|pilih)|tau\s+mau|tahu\s+mau)\b",
    _I,
)
# What is to come of the talk: "to leave here with one idea".
_LEAVES_WITH = re.compile(
    r"\W*(?:(?:i|we|want|would|like|['’]d|just|hope|hoping|maybe)\W+)*(?:to\s+)?(?:leave|go\s+(?:home|away)|walk\s+(?:away|out)|come\s+away)\s+"
    r"(?:here\s+|this\s+|today\s+)?with\s+\w|\W*(?:(?:aku|saya|mau|pengen|biar|supaya)\W+)*(?:pulang|selesai)\s+(?:dari\s+sini\s+)?(?:bawa|dapat|dapet)\s+\w",
    _I,
)
# "Not that one": the choice just taken was another.
_NOT_THAT_ONE = re.compile(
    r"\W*(?:(?:eh|ah|no+|wait|hang\s+on|tunggu|bentar|lho|loh|maaf|sorry|oh|kok|i\s+didn['’]?t\s+mean|aku\s+ga(?:k)?\s+pilih|salah)\W+)*"
    r"(?:(?:bukan|bkn|jangan|jgn|not|salah)\s+(?:(?:yang|yg|the)\s+)?(?:itu|that(?:\s+(?:one|idea|way))?|pilih(?:an)?(?:\s+itu)?)|(?:the\s+)?wrong\s+one)"
    r"(?:\s+(?:yang|yg)\s+(?:ku|aku\s+)?(?:maksud|pilih|mau)|\s+(?:kok|ih|deh|ya|sih|please))*\W*",
    _I,
)
_GOAL_STAYS = re.compile(
    r"\W*(?:(?:no+|nope|eh|sorry|maaf|wait|oh|please|just|actually|ga+k?|nggak)\W+)*(?:keep\s+(?:it|(?:this|that|the|my)(?:\s+(?:one|goal))?)(?:\s+(?:the\s+same|as\s+(?:it\s+)?is))?"
    r"|never\s?mind|nvm|nothing|no\s+change|(?:the\s+)?same(?:\s+(?:goal|one))?|(?:ga+k?|nggak|tidak|ndak)\s?(?:jadi|usah|diganti|diubah)(?:\s+\w+)?"
    r"|(?:tujuan\w*\s+)?(?:tetap|tetep|biarin|biarkan|masih)(?:\s+(?:itu|sama|aja|saja|yang\s+tadi|begitu|gitu))*|that['’]?s\s+not\s+what\s+i\s+meant"
    r"|(?:itu\s+)?bukan\s+(?:itu\s+)?(?:maksud\w*|itu))\W*",
    _I,
)
_ONE_NAME = re.compile(r"\W*(?!(?:thanks?|thx|ty|makasih|nuwun|trims|tengkyu)\b)[a-z]{2,}\W*", _I)
# Under these a message that was heard as a name, and gives none, is this.
_NO_ANSWER_EXPECTED = {
    "summary": "correct_summary",
    "agreement": "disagree",
    "followup": "describe_problem",
    "achieved": "describe_problem",
    "none": "describe_problem",
}
# Where ways are on show or offered; after "none of these" comes one of the client's own.
_OFFERED = frozenset({"ideas", "ideas_offer", "options", "choose_option"})
_GOES_ON = re.compile(
    r"(?<!\w)(?<!nggak )(?<!gak )(?<!ga )(?<!tidak )(?<!mau )(?:lanjut(?:kan|in)?|terusin|teruskan|go\s+on|carry\s+on"
    r"|let['’]?s\s+continue|keep\s+going|next)(?!\w)",
    _I,
)
_CUT_DOWN = re.compile(
    r"(?<!\w)(?:cut(?:ting)?\s+(?:down|back)\s+(?:to|on|my|the)|(?:ngurangin|mengurangi|kurangi|kurangin)\s+\w)", _I
)
_ASK_ME = re.compile(
    r"\W*(?:(?:ok|okay|yes|yeah|please|pls|plz|just|well|ya|iya|oke|idk|dunno|um+|uh+|hm+|eh|no|nah|lol|maybe|probably|guess|i|said|told|u"
    r"|gatau|mungkin|terserah)\W+)*(?:(?:i['’]?d\s+(?:rather|like)"
    r"|i\s+want)\s+(?:you\s+to\s+)?)?"
    r"(?:(?:you\s+)?ask(?:\s+(?:me|away|questions)|(?=\W*$))|(?:di)?(?:tanya|nanya)(?:2|-?tanya|-?nanya)|(?:di)?tany(?:ain|akan|ai)(?:\s+(?:aja|saja|aku|saya|gue))?"
    r"|tanya\s+(?:aja|saja|aku|saya|gue))"
    r"(?!\s+(?:later|nanti|tomorrow|besok))(?!\w)",
    _I,
)
# Under these a wish to be asked is the answer, or no wish at all: "ask me more often how I am" is a goal.
_ANSWERS_WITH_QUESTIONS = ANSWERED_FIRST | {
    "style",
    "name",
    "goal",
    "goal_check",
    "purpose",
    "options",
    "step",
    "if_then",
    "support",
}
# Said in between: questions are wanted, not only an ear.
_WANTS_QUESTIONS = re.compile(
    r"(?:^|[.,;!?\-–]\s*|\b(?:but|just|please|pls|plz|instead|rather|so|and|i\s+said|tapi|tp|mending|lebih baik)\s+)"
    r"(?:(?:can|could|would|will|why)(?:n['’]t|\s+don['’]?t)?\s+)?(?:(?:you|u)\s+)?(?:please\s+|pls\s+|just\s+|not\s+)*"
    r"(?:(?:ask\s+(?:me\s+)?(?:(?:some|more|a few|the|your|actual|real)\s+)*(?:questions|stuff|things|something)"
    r"|ask\s+(?:away|me\s+more)"
    r"|ask\s+me(?=\W*$)"
    r"|help\s+me\s+(?:to\s+)?(?:find|get\s+to|figure\s+out|work\s+out|think\s+of|come\s+up\s+with)\s+(?:a|some|the|my)\s+(?:\w+\s+)?(?:step|way|solution"
    r"|plan|thing\s+to\s+do)s?)"
    r"|(?:tanyain|tanyakan|tanya)\s+(?:aku|saya|gue|aja|saja|dong)(?=\W*(?:aja|saja|dong|ya)?\W*$))"
    r"|i(?:['’]?d|\s+would)?\s+(?:rather|prefer|like|want|need)\s+(?:(?:it\s+)?if\s+you\s+|you\s+to\s+|that\s+you\s+"
    r"|(?:to\s+)?be\s+)?ask(?:ed)?\b"
    r"|i(?:['’]?d|\s+would)?\s+(?:rather|prefer|like|want|need)\s+(?:some\s+|more\s+)?questions\b"
    r"|(?:i\s+)?(?:don['’]?t|do\s+not)\s+(?:want|need)\s+you\s+to\s+(?:just|only|mostly|simply)\s+listen"
    r"|^\W*(?:please\s+)?(?:don['’]?t|do\s+not|stop)\s+(?:just|only|mostly|simply)\s+listen(?:ing)?\b"
    r"|^\W*(?:kamu\s+)?(?:jangan|jgn)\s+(?:cuma|cuman|hanya)\s+(?:(?:di|men)?deng[ae]r\w*|nyimak)",
    _I,
)
_MOST_WORDS_OF_A_WISH = 16
# Asked for in the middle of a telling, these end it.
_HEARD_OUT = frozenset({"problem", "listening"})
_TO_A_STEP = re.compile(r"(?<!\w)(?:help|bantu\w*)\s+(?:me|aku|saya|gue)\b", _I)
_SENTENCE = re.compile(r"[.!?;,\n]+\s*")
_MOST_WORDS_OF_A_NUMBER = 6
_FEWEST_WORDS_TOLD = 8
# Who asks the bot back does so with a question; "what needs heard is nobody asked us" is told.
_ASKS_BACK = re.compile(
    r"\?|\b(?:why|what\s+(?:do|does|did|are|is)\s+(?:you|u|that|this|it)|what\s+kind|how\s+(?:come|do|so|is)|like\s+what|such\s+as|meaning|mean"
    r"|explain|example|kenapa|knp|ngapain|buat\s+apa|untuk\s+apa|maksud\w*|contoh\w*|apa\s+(?:itu|sih|ya|tuh)|gimana|bagaimana|kudu\s+piye|kok|jelas\w*)\b",
    _I,
)
# A summary is no place for these; what sounds like one of them puts something in.
_NOT_OF_A_SUMMARY = frozenset(
    "refuse_ideas propose_option propose_step state_support state_time state_obstacle".split()
)
_FEWEST_WORDS_PUT_IN = 4
_TOLD_UNDER_DUNNO = {"problem": "describe_problem", "listening": "describe_problem", "summary": "correct_summary"}
_NO_HELPER = frozenset("skip affirm gibberish tell_name out_of_scope answer propose_option propose_step thank".split())
_NO_GOAL = frozenset("skip deny thank affirm out_of_scope gibberish answer ask_ideas refuse_ideas".split())
_ANOTHER_NUMBER = re.compile(
    r"(?<!\w)(?:make it|let['’]?s say|call it|rather|actually|change it|ganti|jadi(?:in)?|eh|ralat"
    r"|maksud\w*|i mean)\W+(?:\w+\W+)?\d",
    _I,
)
# "It's my phone lol. keep it", where a step was taken for somebody else's to do.
_KEEPS_STEP = re.compile(
    r"(?<!\w)(?:(?:keep|leave)\s+(?:it|that)|as\s+it\s+is|(?:it['’]?s|that['’]?s)\s+(?:mine|my\s+own)|biar(?:in|kan)?\s+(?:aja|saja|gitu)"
    r"|tetap\s+(?:itu|gitu|begitu)|itu\s+(?:punya|milik)(?:ku|\s+(?:saya|aku|gue)))(?!\w)",
    _I,
)
_MOST_WORDS_OF_KEEPING = 10
_BECAUSE = re.compile(
    r"\W*(?:(?:just|well|ya|yah|kan)\s+)?(?:because|cause|cuz|cos|bc|since|karena|karna|krn|soal(?:nya)?|sebab|gara)\b",
    _I,
)


def act_meant(asked: str, text: str, act: str | None) -> str | None:
    """Give the act that the words settle under a question; None where they leave it to the act heard."""
    if asked == "safety" and owns_danger(text) and not says_safe(text):
        return "express_feeling"
    if asked == "safety" and denies_danger(text):
        # Asked once more, unless they say that they are well.
        return "say_safe" if says_safe(text) else "feel_misunderstood"
    if asked == "safety" and (act in _WORK or (act == "say_safe" and not says_safe(text))):
        return "express_feeling"
    if asked == "safety" and ends_pause(act, text):
        return "say_safe"
    if asked not in ANSWERED_FIRST and wants_to_stop(asked, text):
        return "pause_stop"
    if asked not in ANSWERED_FIRST and asks_for_language(text):
        return "switch_language"
    if asked not in _NO_PACE and asks_too_much(text):
        return act_for_fewer(asked)
    if asked not in _NO_SHRUG and knows_not(text):
        return "dont_know"
    if asked in _IN_SO_MANY_WORDS and act in _ANSWERS and text.startswith(TYPED_COMMAND):
        return "gibberish"  # a command of some other program, "/start", is far from all that is known
    if (answers := answer_in(asked, text, act)) is not None:
        return answers
    if asked in ("goal", "purpose") and act not in _STANDS and is_only_time(text):
        return "gibberish"  # when something is to be is not what
    if asked == "goal" and act not in _STANDS and _BECAUSE.match(text):
        return "describe_problem"  # a reason is no goal
    if asked in ("goal", "purpose") and act not in _STANDS and finds_fault(text):
        return "describe_problem"  # of the summary, after all
    points_back = asked in _SAID_BEFORE and said_before(text) is not None
    if asked not in _NOT_TO_REFUSE and not points_back and refuses_to_answer(text):
        return _REFUSED.get(asked, "skip")
    if asked not in ANSWERED_FIRST and (_SEES_PLAN.fullmatch(text) or _ASKS_WHAT_IS_KEPT.fullmatch(text)):
        return "see_plan"
    if asked in _GOAL_IN_HAND | _AFTER_GOAL and act not in _STANDS and names_new_goal(text):
        return "change_goal"
    if asked in _PLANNED and act not in _STANDS and {*parts_anew(text)} == {"when"}:
        return "state_time"  # the time said before was another
    if asked in LOOKING_AT_PLAN and act not in _STANDS and says_what_goal_should_be(text):
        return "change_goal"
    if asked not in ANSWERED_FIRST and takes_back_goal(asked, text):
        return "change_goal"
    if asked in LOOKING_AT_PLAN and act not in _STANDS | _YESES and leaves_as_it_is(text):
        return "commit"
    if asked == "consent" and (act in _NO_CONSENT or keeps_it(text)) and (said := consent_said(text)):
        return said
    if asked in _TOLD_UNDER_DUNNO and act == "dont_know" and tells_beside_dunno(text):
        return _TOLD_UNDER_DUNNO[asked]  # "dunno. i go quiet and then kick off at people"
    if asked in ("problem", "listening") and act in ("ask_meaning", "why_ask") and not _ASKS_BACK.search(text):
        return "describe_problem"
    if asked == "summary" and act in _NOT_OF_A_SUMMARY and len(text.split()) >= _FEWEST_WORDS_PUT_IN:
        return "correct_summary"
    if asked in ("problem", "listening") and tells_on(str(act), text):
        return "describe_problem"
    if asked == "when" and act in _TOLD and names_moment(text):
        return "state_time"
    if asked in ("goal", "purpose") and act in _NO_GOAL | {"dont_know"} and wishes_after_shrug(text):
        return "propose_goal"
    if asked in ("goal", "purpose") and act in _NO_GOAL and wants_it_so(text):
        return "propose_goal"
    if asked == "goal" and act == "dont_know" and is_goal_denied(text):
        return "propose_goal"
    if asked in _AFTER_NUMBER and act not in _STANDS and number_put_right(text) is not None:
        return "rate"
    if asked in _NUMBERED and sharpens_goal(text):
        return "change_goal"
    if asked == "options" and act in _YESES and way_after_yes(text):
        return "propose_option"
    if asked == "choose_option" and says_all(text):
        return "propose_option"
    if asked == "step" and only_enough(text):
        return "propose_step"  # the way that was chosen, as it is
    if asked == "goal_change" and (_GOAL_STAYS.fullmatch(text) or keeps_goal(text)):
        return "deny"
    if asked == "age" and is_introduction(text):
        return "tell_name"  # "I am Graciela and I have 46 years"
    if asked == "name" and act == "thank" and _ONE_NAME.fullmatch(text):
        return "tell_name"
    if asked == "own_part" and len(text.split()) <= _MOST_WORDS_OF_KEEPING and _KEEPS_STEP.search(text):
        return "affirm"
    if asked == "step" and _NOT_THAT_ONE.fullmatch(text):
        return "go_back"
    if act == "tell_name" and asked in _NO_ANSWER_EXPECTED and not introduces(text):
        return _NO_ANSWER_EXPECTED[asked]
    if asked in ("options", "ideas_offer") and act == "propose_option" and does_not_want(text):
        return "deny"
    if asked in _OFFERED and act not in _STANDS and own_way(text):
        return "propose_option"
    if asked == "options" and act in ("disagree", "feel_misunderstood") and shrugs_first(text):
        return "dont_know"
    if asked == "options" and act == "pause_stop" and says_enough(text):
        return "deny"  # of ideas, not of the talk
    if asked == "obstacle" and act == "state_support" and not tells_of_help(text):
        return "state_obstacle"
    if asked == "support" and act in _NO_HELPER and names_helper(text):
        return "state_support"
    if asked == "support" and act not in _STANDS and needs_nobody(text):
        return "state_support"
    if asked in LOOKING_AT_PLAN and act not in _STANDS - {"delete_data", "goodbye"} and (without := let_go(text))[0]:
        return "commit" if without[1] and yes_or_no(without[1]) else "disagree"
    if asked in LOOKING_AT_PLAN and act not in _STANDS and changes_plan(text):
        # A correction wins over a yes, and over what else it sounds like.
        return "disagree"
    if asked == "another_step" and act not in _STANDS and says_enough(text):
        return "deny"
    if asked == "another_step" and act not in _STANDS and (asks_for_change(text) or parts_anew(text)):
        return "disagree"
    if act not in _STANDS and asked not in ANSWERED_FIRST and takes_leave(text):
        return "goodbye"
    if asked in _LISTED and act not in _STANDS and (takes_place_back(text) or places_named(text, _MOST_LISTED)):
        return "propose_option"
    if asked in _CHOSEN_FROM and act in _PICKS_BESIDE and picks_and_refuses(text):
        return "propose_option"
    if asked in _CHOSEN_FROM and act not in _STANDS | _NO_CHOICE and place_said(text, _MOST_LISTED):
        return "propose_option"
    if asked in _ASKED_LATER and act not in _STANDS and wants_back(text):
        return "go_back"
    if asked == "name" and act not in _STANDS and no_matter(text):
        return "skip"
    if asked in _OF_A_STEP and act not in _STANDS and refuses_all(text):
        return _OF_A_STEP[asked]
    if points_back and act not in _STANDS:
        return _SAID_BEFORE[asked]
    if asked in ("goal", "purpose") and act in _NO_GOAL_ACTS and names_goal(text):
        return "propose_goal"
    if asked in ("goal", "purpose") and act in ("pause_stop", "goodbye") and _LEAVES_WITH.match(text):
        return "propose_goal"
    if asked in _OF_WAYS and act in _TOLD and says_way_plainly(text):
        return "propose_option"
    if asked in _OF_WAYS and act not in _STANDS and wants_no_more(text):
        return "deny"
    if asked == "step" and act not in _STANDS and only_refuses_place(text):
        return "dont_know"  # what else to do is still open
    if asked in ("goal", "purpose") and act == "ambivalence" and _TO_DECIDE.match(text):
        return "propose_goal"
    if asked in ("goal", "purpose") and act in _NOT_UNDERSTOOD and _SO_THAT.search(text):
        return "propose_goal"
    if act in ("pause_stop", "goodbye") and asked in _AGREED_AS and _GOES_ON.search(text):
        return _AGREED_AS[asked]
    if asked in ("preferences", "style") and act in {*BY_ACT, "go_back"} and parse_preferences(text):
        return "answer"  # whose words say which way is wanted
    if asked in (*_NUMBERED, "rating") and act not in _STANDS and (rating := find_rating(text)) and rating.start == 0:
        return "rate"  # whatever is said beside it
    if asked == "style" and act not in _STANDS and asks_to_be_asked(text):
        return "answer"
    if asked in _AGREED_AS and act != _AGREED_AS[asked] and (only_agrees(text) or agrees_and_closes(text)):
        return _AGREED_AS[asked]
    if asked == "summary" and act not in _STANDS and (only_enough(text) or that_is_all(text) or ends_in_yes(text)):
        return "affirm"
    if asked in _TOLD_UNTIL_ENOUGH and act != "deny" and says_all(text):
        return "deny"
    if asked == "rating" and act not in _STANDS and mark_in_words(text):
        return "rate"
    if asked == "followup" and act not in _STANDS and (outcome := share_done(text)):
        return f"report_{outcome}"
    if asked == "achieved" and act not in _STANDS and (stands := goal_stands(text)):
        return stands
    if asked == "confidence" and act not in _STANDS and find_rating(text) is None and names_way(text, ""):
        return "rate"  # which then keeps it as a way
    if asked in _HEARD_OUT and act not in _STANDS and wants_questions(text) and gets_on(text):
        return "faster"
    if asked not in _ANSWERS_WITH_QUESTIONS and act not in _STANDS and wants_questions(text):
        return "more_direct"
    if asked == "importance_reason" and act == "rate" and gives_reason(text):
        return "answer"  # other numbers in a reason are not how important it is
    return None


def takes_back_goal(asked: str, text: str) -> bool:
    """Whether a message takes the goal back that is in hand: "eh ganti deh, bukan skripsi"."""
    return asked in _GOAL_IN_HAND and bool(_TAKES_BACK_GOAL.fullmatch(text))


def changes_plan(text: str) -> bool:
    """Whether words to a plan on show want some of it otherwise."""
    named = parts_anew(text) or swap_said(text) or excepted_part(text) or added_to_step(change_said(text))
    return bool(named or objects(text) or agrees_but_for_a_part(text) or agrees_at_another_time(text))


def refuses_all(text: str) -> bool:
    """Whether a message wants none of it: "I'm not doing any of it", "gak mau ngapa-ngapain"."""
    return bool(_REFUSES.search(text)) and not _BUT.search(text)


def names_goal(text: str) -> bool:
    """Whether a message says that it is the goal, or is one of having less of something."""
    return bool(_IS_THE_GOAL.match(text) or _CUT_DOWN.search(text))


def asks_to_be_asked(text: str) -> bool:
    """Whether a short message asks for questions: "ask me stuff", "tanyain aja"."""
    return bool(_ASK_ME.match(text))


def wants_questions(text: str) -> bool:
    """Whether a message in the middle of a talk asks the bot to ask: "don't just listen, ask me questions"."""
    return len(text.split()) <= _MOST_WORDS_OF_A_WISH and bool(_WANTS_QUESTIONS.search(text))


def gets_on(text: str) -> bool:
    """Whether a message with a wish for questions has told all, or wants a step: "thats kinda it. pls ask me stuff"."""
    return bool(_TO_A_STEP.search(text)) or any(says_all(sentence) for sentence in _SENTENCE.split(text))


def no_matter(text: str) -> bool:
    """Whether a message says no more than that it is all the same."""
    return bool(_NO_MATTER.fullmatch(text))


def gives_reason(text: str) -> bool:
    """Whether a message with numbers in it is a reason: none of them rates, it opens with a because, or it is long."""
    if _ANOTHER_NUMBER.search(text):
        return False
    return find_rating(text) is None or bool(_BECAUSE.match(text)) or len(text.split()) > _MOST_WORDS_OF_A_NUMBER
