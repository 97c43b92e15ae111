"""Several things named in one message, and which of several a person chose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.counseling.plan_parts import find_place
from bot.counseling.sentences import NO_TITLE
from bot.counseling.time_spans import pick_spans
from bot.counseling.ways import names_way

ORDINALS = {
    "pertama": 0, "kesatu": 0, "satu": 0, "first": 0, "one": 0,
    "kedua": 1, "dua": 1, "second": 1, "two": 1,
    "ketiga": 2, "tiga": 2, "third": 2, "three": 2,
    "keempat": 3, "empat": 3, "fourth": 3, "four": 3,
    "1st": 0, "2nd": 1, "3rd": 2, "4th": 3,
    "siji": 0, "kapisan": 0, "loro": 1, "kapindho": 1, "kadua": 1, "telu": 2, "katilu": 2, "papat": 3,
}  # fmt: skip
LAST = {"terakhir", "last"}
ALL = {"semua", "semuanya", "all", "both", "dua-duanya", "duanya", "dua2nya", "keduanya"}
WORD = re.compile(r"\w+(?:-\w+)*")
JOINED = re.compile(r"\s*[,;&]\s*|\s+(?:dan|sama|and)\s+", re.IGNORECASE)
# Words that a choice is wrapped in and that say nothing about which one.
FILLER = frozenset("""
    yang yg itu ini aja saja deh dulu ya mau pilih coba aku saya gue nomor no opsi the that this one
    i would i'd like to try option number please go with let's do a an and dan sama & ones i'll take pick choose
    kayaknya kyknya mungkin maybe think sing ingkang nu nomer lah kak mbak mas bang pak bu
    """.split())  # fmt: skip

_MOST_OPTIONS = 6
_MOST_WORDS = 12
_WORDS_OF_A_TITLE = 2
_MOST_WORDS_AROUND = 4
# "The instructor one", "yang sama adik aja".
_PICKED = re.compile(
    r"\W*(?:(?:ah|oh|well|just|then|so|ya|eh|hmm+|the\s+first|i['’]?d\s+(?:do|take|pick)|i['’]?ll\s+(?:do|take)|pilih|mau|coba|mending)\W+)*"
    r"(?:the|that|yang|yg|nomor|number)\s+\w+(?:\s+\w+){0,3}\W*",
    re.IGNORECASE,
)
_THAT_ONE = re.compile(
    r"\W*(?:(?:i\s+think|maybe|ok|yang|yg|the|just|cukup|udah|itu\s+aja|hmm+)\W+)*(?:\w+\s+){1,3}(?:one|thing)(?:\s+(?:i\s+think|please|then))?\W*"
    r"|\W*(?:(?:cukup|udah|hmm+|itu\s+aja)\W+)*(?:yang|yg)\s+(?:\w+\s+){0,3}\w+(?:\s+(?:aja|saja|deh))\W*"
    r"|\W*(?:the|yang|yg)\s+\w+(?:\s+(?:i\s+(?:should\s+)?(?:think|guess|suppose)|please|then))?\W*",
    re.IGNORECASE,
)
_ENDED = re.compile(r"(?<=\w{3})(?:(?<!s)s|nya|ku|mu)$")
_COUNTS = (
    r"(?:hours?|hrs?|days?|min(?:ute)?s?|weeks?|months?|times?|x|evenings?|nights?|glass(?:es)?|cups?|steps?|people|friends"
    r"|jam|hari|menit|mnt|minggu|bulan|kali|gelas|halaman|orang|malam|kilo\w*|km)\b"
)
_BEGINS_WITH_ONE = re.compile(rf"\s*1(?:[.)]\s|\s+(?!{_COUNTS}))", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|\s)(?:\d[.)]|[-•*])\s+")
_CUT = re.compile(rf"\s*[,;\n]+\s*|(?<=\w{{2}}){NO_TITLE}\.\s+(?=\w)|\s+(?:atau|atw|or)\s+(?:else\s+)?", re.IGNORECASE)
# With each way in a sentence of its own, what is listed inside a sentence is one way.
_OR_I_COULD = re.compile(
    r"\s*[.;,]?\s+(?:or|atau|also|maybe)\s+(?:else\s+|perhaps\s+|maybe\s+|mungkin\s+)?(?=i(?:\s+(?:might|could|can|would|will|want|need)|['’](?:ll|d))\b|(?:aku|saya)\s+bisa\b)",
    re.IGNORECASE,
)
_MOST_WORDS_OF_SENTENCE = 24
_GETS_HOLD_OF = re.compile(
    r"(?:(?:i|aku|saya|gue|gw)\s+)?(?:(?:could|can|might|would|will|bisa|mau)\s+)?(?:just\s+|coba\s+)?(?:tele(?:phone|pon)|tel[fp]on|phone|call|ring|text|message|email|chat|wa"
    r"|hubungi|kontak|temui|ketemu|samper\w*|datengin|datangi|meet|visit|see|go\s+to)(?!\w)",
    re.IGNORECASE,
)
_SAYS_TO_THEM = re.compile(
    r"(?:bilang|ngomong|kasih\s+ta[hu]+|nanya|tanya|minta|tell|say|ask|let\s+(?:him|her|them)\s+know)(?!\w)",
    re.IGNORECASE,
)
_NAMES_SOMEBODY = re.compile(r"[A-Z][a-z]+$")
_WHO_IT_IS = re.compile(r"(?:the|my|our|his|her)\s+\w+(?:\s+\w+)?", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:atau|atw|dan|terus|trus|lalu|kemudian|sama|juga|mungkin|bisa\s+juga|paling|maybe|perhaps|or|and|then|also"
    r"|else)\b[\s,]*)+",
    re.IGNORECASE,
)
# What is only said beside an answer: "the second, by the way my tea is cold".
_ASIDE = re.compile(
    r"[\s,.;!\-–—]+(?:by\s+the\s+way|btw|oh\s+and|anyways?|ngomong-?ngomong|omong-?omong|eh\s+(?:bentar|iya|ya|btw|maaf)|oh\s+iya|oh\s+ya|oiya"
    r"|(?:sorry|maaf|sori)(?=\W+(?:the|my|i|it|that|if|lagi|ada|tadi|baru|kalau|anak\w*|sambil)\b))\b.*$",
    re.IGNORECASE | re.DOTALL,
)
# "I wouldn't do the first one", "yang kedua ga mau": what is named there is turned down.
_TURNED_DOWN = re.compile(
    r"(?<!\w)(?:(?:no|nope|not|never|except|rather\s+not)\b(?!\s+(?:sure|only|just|more|bad|idea|problem|later|before|until|too))"
    r"|(?:i\s+)?(?:don['’]?t|do\s+not|won['’]?t|wouldn['’]?t|can['’]?t|cannot|couldn['’]?t)\s+(?:really\s+)?(?:want|like|do|wanna|think|fit|work|help|see|try|need)"
    r"|(?:is|are|does|would)(?:n['’]t|\s+not)\s|(?:isn['’]?t|not)\s+for\s+me"
    r"|(?:ga+k?|gk|ng+a+k?|ngga|enggak|tidak|tdk|ndak|ora|emoh|moh|ogah|males|malas|jangan|jgn|bukan|bkn|kurang)\s*(?:mau|mo|pengen|pengin|ingin|suka|cocok"
    r"|bisa|sreg|pas|minat|berani|gelem|usah|deh|ah|yang|yg|itu)?\b)",
    re.IGNORECASE,
)
_NOT_WANTED = re.compile(
    r"\W*(?:(?:no|nope|well|eh|ya|tapi|but|aku|saya|gue|gw|kalau|kalo|sih|i['’]?d|i)\W+)*(?:(?:don['’]?t|do\s+not|wouldn['’]?t)\s+(?:really\s+)?"
    r"(?:want|like|feel\s+like|wanna)|(?:i['’]?m\s+)?not\s+(?:doing|going\s+to|keen|into|up\s+for)|rather\s+not"
    r"|(?:ga+k?|gk|ng+a+k?|ngga|enggak|tidak|tdk|ndak|ora|kurang)\s*(?:mau|mo|pengen|pengin|ingin|suka|cocok|minat|sreg|gelem)"
    r"|ogah|emoh|moh|males|malas)(?!\w)",
    re.IGNORECASE,
)
_ONLY_JOINS = re.compile(r"^(?:(?:atau|atw|dan|terus|trus|lalu|or|and|then)\b[\s,]*)+", re.IGNORECASE)
_ONLY_JOINS_AFTER = re.compile(r"[\s,]+(?:atau|dan|or|and)$", re.IGNORECASE)
# A piece that begins so belongs to the one before it: it says when, why or how, and is no way of its own.
_GOES_ON = re.compile(
    r"(?:sebelum|sesudah|setelah|habis|abis|sambil|kalau|kalo|klo|biar|supaya|soalnya|karena|karna|tapi|tp|jadi|yang|yg"
    r"|misal\w*|minimal|paling\s+(?:ng?gak|tidak|lama)|asal|meski\w*|walau\w*|before|after|while|if|when|so|because|but"
    r"|i(?:['’](?:d|ll)|\s+(?:would|could|will))\s+(?:\w+\s+){1,2}?(?:it|that|them)|which|who|like|by\s+(?:hand|haun|letter|text|phone|post|email|myself|bus|bike|foot)|dia|ia|mereka|he|she|they|biar|for\s+example|at\s+least|even|though|unless|until)\b",
    re.IGNORECASE,
)
# A message that begins so is one thought up to its comma.
_ONE_THOUGHT = re.compile(
    r"(?:kalau|kalo|klo|pas|saat|ketika|waktu|setiap|tiap|sebelum|habis|abis|setelah|if|when|whenever|every|before|after"
    r"|once)\b",
    re.IGNORECASE,
)
# A piece of these names no way: that nothing comes to mind, or that it is enough.
_NO_WAY = re.compile(
    r"(?:(?:aku|saya|gue|i|kayaknya|ya|eh|hm+|oke|ok|udah|sudah|cukup|itu|segitu|aja|saja|dulu|sih|deh|kak|apa|lagi|satu|terus|trus|bentar|mikir|bingung|entah"
    r"|gatau|gatw|idk|dunno|(?:ga|gak|nggak|ngga|enggak|tidak|ndak|kurang)\s*(?:tau|tahu|ada)|don['’]?t\s+know|not\s+sure"
    r"|(?:as|like)\s+i\s+said(?:\s+before)?|(?:kayak|seperti)\s+(?:tadi|yang\s+tadi)|no\s+idea|that(?:['’]?s)?|let\s+me\s+(?:think|see)|(?:it|all|enough|for|now|well|um+|oh|and|what|one|done|nothing|else"
    r"|more))\b[\s.!?…]*)+",
    re.IGNORECASE,
)
# Said to the bot as well, where no more is to come.
_WANTS_NO_MORE = re.compile(
    r"(?:and\s+|just\s+|please\s+)*(?:nobody|no\s+one|(?:good)?bye+|no\s+(?:more\s+)?(?:reminders?|questions?|ideas?)(?:\s+(?:please|thanks))?"
    r"|(?:can|could|shall)\s+(?:we|i|you)\s+(?:just\s+)?(?:finish|stop|end|go)\b.*|(?:i\s+)?do\s+it\s+(?:alone|myself)"
    r"|(?:nggak|ga|gak|tidak)\s+usah\s+(?:diingetin|diingatkan|ditanya)\w*|(?:bisa|boleh)\s+(?:selesai|udahan)\b.*|dadah?)",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"(?:(?:for|selama|sekitar|about)\s+)?(?<!\w)(?:\d+|an?|half\s+an|one|two|satu|dua|tiga|se|setengah|sepuluh|lima\s+belas)\s*"
    r"(?:jam|menit|hours?|minutes?|mins?)(?:an)?(?!\w)(?!\s+\d)",
    re.IGNORECASE,
)
# "Ringing her feels too much": what is weighed and put away.
_TOO_MUCH = re.compile(
    r".*\b(?:(?:feels?|felt|is|are|would\s+be|seems?|sounds?|it['’]?s)\s+(?:\w+\s+)?too\s+(?:much|scary|hard|big|soon|expensive|far|awkward|late|long)"
    r"|terlalu\s+(?:berat|susah|sulit|nakutin|malu|mahal|jauh|cepat|besar|lama))\b.*",
    re.IGNORECASE,
)
# Said to the bot, and no way: "dinnae want ideas fae you", "nggak usah kasih ide".
_NO_IDEAS_WANTED = re.compile(
    r"\W*(?:(?:i|and|but|just|please|aku|saya|gue|tapi)\W+)*(?:don['’]?t|do\s+not|dinnae|no|not|without|(?:ga+k?|nggak|ngga|tidak|jangan)(?:\s+(?:usah|perlu|mau|butuh))?)"
    r"\s+(?:\w+\s+){0,3}?(?:ideas?|advice|suggestions?|tips|ide|saran|gagasan|masukan|usul\w*)(?:\s+(?:from|fae|off|of|dari)\s+(?:you|yours?|a\s+bot|kamu|bot))?\W*",
    re.IGNORECASE,
)
# An option is not to stand any more.
_TAKES_BACK = re.compile(
    r"\b(?:(?:ga|gak|nggak|ngga|enggak|tidak|tdk)\s+jadi|gajadi|batal(?:in|kan)?|hapus(?:in|kan)?|coret|cabut|buang"
    r"|scratch|scrap|cancel|drop|remove|delete|(?:take|took)\s+back|forget(?:\s+about)?)\b",
    re.IGNORECASE,
)
_ENOUGH = frozenset({"cukup", "udah", "sudah", "enough", "s", "just", "only"})
_ORDINAL = "|".join(sorted({*ORDINALS, *LAST} - {"one", "two", "three", "four", "satu", "dua", "tiga", "empat"}))
# A place among several, in words that point at it.
_POINTS = re.compile(
    rf"(?<!\w)(?:(?:nomor|nomer|nmr|no\.?|number|num|option|opsi|pilihan|idea|ide)\s*(\d|one|two|three|four|satu|dua|tiga|empat)"
    rf"|(?:yang|yg|sing|nu|ide|opsi|pilihan)\s+({_ORDINAL})(?!\s+kali)|the\s+({_ORDINAL})\s+(?:one|option|idea|way|thing)"
    rf"|(?:(?<=^)|(?<=[.,;!]\s))({_ORDINAL})\s+(?:one|option|idea)(?=\s+(?:i|is|please|then)\b|\W*$)"
    rf"|the\s+({_ORDINAL})(?=\W*$|\s*[,.;!]|\W+(?:but|because|since|please|though|i)\b))(?!\w)",
    re.IGNORECASE,
)
_MEANS_TO_DO = re.compile(
    r"(?<!\w)(?:i\s+(?:will|would|want|choose|pick)|i['’](?:ll|d)|let['’]?s|(?:pick|take|choose|go\s+with)|pilih|ambil|(?:aku|saya|gue|gw)\s+(?:mau|coba"
    r"|pilih|ambil|kerjain|lakuin)|(?:cukup|enough)\W)",
    re.IGNORECASE,
)
_AWAY_AFTER = re.compile(
    r"(?:\s+(?:one|itu|tuh|mah|sih|aku|saya|gue|i))*\W+(?:(?:ga+k?|gk|ng+a+k?|ngga|enggak|tidak|tdk|jangan|jgn|kurang|ogah|emoh)(?!\w)|no\s+way|never"
    r"|(?:is|does|would|will|do)(?:n['’]?t|\s+not)|won['’]?t|not\s+for)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(?<!\w)(?:bukan|jangan|not|no|kecuali|except|selain|than|daripada)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_NONE_OF_IT = re.compile(
    r"\W*(?:(?:no+|nope|nah|hm+|well|sorry|maaf|eh)\W+)*(?:none\s+of\s+(?:these|those|them|it)|not\s+(?:any|one)\s+of\s+(?:these|those|them)"
    r"|(?:no(?:ne)?|nah|naw|nope)(?:,?\s+(?:thanks|thank\s+you|thx|ty))?|neither|(?:ga|gak|nggak|ngga|enggak|tidak)(?:\s+(?:ada|usah|perlu|mau|deh|dulu))*"
    r"(?:\s+(?:yang|yg)\s+(?:cocok|pas|sreg|mau))?(?:,?\s+(?:makasih|terima\s+kasih|trims))?|bukan\s+(?:itu|ini|semua\w*)(?:\s+semua)?)"
    r"\s*[,.;:!\-–]+\s*(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
# Somebody thinks of a way of their own, and does not point at one that was named.
_THINKS_OF = re.compile(
    r"(?<!\w)(?:maybe\s+i|i\s+(?:c[ou]+ld|might|can)|what\s+(?:about|if)|how\s+about|instead|i['’]?d\s+rather|gimana\s+(?:kalau|kalo)"
    r"|mungkin\s+(?:aku|saya|gue)|(?:aku|saya|gue)\s+(?:bisa|mau\s+coba|kepikiran)|mending(?:an)?)(?!\w)",
    re.IGNORECASE,
)
_COULD = re.compile(
    r"(?:(?:tbf|tbh|honestly|but|maybe|actually|well|ok|tapi|tp|mungkin|sebenernya|paling)\W+)*"
    r"(?:i\s+(?:c[ou]+ld|might|can)|(?:aku|saya|gue|gw)\s+(?:bisa|mau\s+coba))\s+(?:(?:just|maybe|aja|sih)\s+)?(?P<way>\w.*\w)",
    re.IGNORECASE,
)
_THERE_IS = re.compile(r"^there(?:['’]?s|\s+(?:is|are))\s+(?:also\s+|always\s+)?(?=(?:the|my|an?)\s)", re.IGNORECASE)
# Shared by nearly everything that is said, these tell no choice from another.
_SAYS_LITTLE = frozenset(
    """
    to my the of in on at for with and or it is be me i so as by from up out
    di ke dari untuk buat dengan ada jadi biar kalau kalo pas ku nya
    """.split()
)
# "The second one, not the gym": the piece says which one it is not.
_NOT_THAT = re.compile(r"(?:and\s+|but\s+|dan\s+)?(?:not|bukan|jangan|ga|gak|nggak)\s+\w", re.IGNORECASE)
_THE_LAST_SAID = frozenset({"tadi", "barusan", "itu", "ini", "that", "it", "this"})


def split_options(text: str) -> list[str]:
    """Give the ways named in one message, in the client's words: "olahraga, terus ngobrol sama ibu" names two.

    One where the message does not clearly list several; "and" alone joins no list, since it also joins people and
    things ("ibu dan bapak").
    """
    whole = without_aside(text.strip())
    pieces: list[str] = []
    empty = False
    listed = _NUMBERED.sub("\n", _with_dots(whole))
    cut = _OR_I_COULD if _OR_I_COULD.search(listed) else _CUT
    for piece in cut.split(listed):
        piece = piece.strip(" \t.!-•*")
        core = _THERE_IS.sub("", _OPENING.sub("", piece)).strip()
        if not core or any(one.fullmatch(core) for one in (_NO_WAY, _TOO_MUCH, _NO_IDEAS_WANTED, _WANTS_NO_MORE)):
            empty = True
            continue
        if pieces and (_belongs_before(core, pieces[-1]) or _is_only_time(core)):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        else:
            pieces.append(_ONLY_JOINS_AFTER.sub("", core))
    most = _MOST_WORDS if cut is _CUT else _MOST_WORDS_OF_SENTENCE
    long = any(len(piece.split()) > most for piece in pieces)
    if long or not (2 - empty) <= len(pieces) <= _MOST_OPTIONS or _ONE_THOUGHT.match(whole):
        return [_ONLY_JOINS.sub("", whole).strip() or whole]
    return pieces


def _with_dots(text: str) -> str:
    """Give a list that begins with a 1 with a dot after each number that goes on with it: "1 walk 2 call her"."""
    if not _BEGINS_WITH_ONE.match(text):
        return text
    for number in range(1, _MOST_OPTIONS + 1):
        dotted = re.sub(rf"(?:^|(?<=\s)){number}(?=\s+(?!{_COUNTS})[^\W\d])", f"{number}.", text, count=1)
        if dotted == text and not re.search(rf"(?:^|\s){number}[.)]\s", text):
            break
        text = dotted
    return text


def _belongs_before(piece: str, before: str) -> bool:
    """Whether a piece is no way of its own: when or why, who somebody is, what is said to whoever is called."""
    if _GOES_ON.match(piece) or _NOT_THAT.match(piece):
        return True
    if _GETS_HOLD_OF.match(before) and _SAYS_TO_THEM.match(piece):
        return True
    return bool(_NAMES_SOMEBODY.search(before) and _WHO_IT_IS.fullmatch(piece))


def without_aside(text: str) -> str:
    """Give an answer without what is only said beside it; the whole where nothing would be left."""
    return _ASIDE.sub("", text).strip() or text


def without_refused(text: str, choices: Sequence[str]) -> str:
    """Give an answer without its parts that turn down what they name ("message a friend, not small talk"); "" where all
    of it does. A way that is a "not" itself is none of those."""
    if any(_TURNED_DOWN.search(choice) for choice in choices):
        return text
    pieces = [piece for piece in _CUT.split(text) if piece.strip()]
    kept = [piece for piece in pieces if not _TURNED_DOWN.search(piece)]
    return text if len(kept) == len(pieces) else ", ".join(kept)


def does_not_want(text: str) -> bool:
    """Whether a message where ways are asked for says only what somebody does not want: "gak mau nulis-nulis"."""
    pieces = [piece for piece in _CUT.split(text) if piece.strip()]
    return bool(pieces) and all(_NOT_WANTED.match(piece) or _place_refused(piece) for piece in pieces)


def wants_no_more(text: str) -> bool:
    """Whether each part of a message where ways are asked for says that no more is to come: "nobody. can we finish"."""
    pieces = [piece.strip(" .!") for piece in _CUT.split(text) if piece.strip(" .!")]
    said = [bool(_WANTS_NO_MORE.fullmatch(piece)) for piece in pieces]
    return any(said) and all(says or _NO_WAY.fullmatch(piece) for says, piece in zip(said, pieces))


def only_refuses_place(text: str) -> bool:
    """Whether each part of a message refuses one of several by its place ("yang pertama ga mau ah")."""
    pieces = [piece for piece in _CUT.split(text) if piece.strip()]
    return bool(pieces) and all(_place_refused(piece) for piece in pieces)


def _place_refused(text: str) -> bool:
    return any(_AWAY_AFTER.match(text, match.end()) for match in _POINTS.finditer(text))


def picks_and_refuses(text: str) -> bool:
    """Whether a message points at one way and turns others down: "ah the ring, I'd not hide behind the young one"."""
    pieces = [piece for piece in _CUT.split(text) if piece.strip()]
    refused = [bool(_TURNED_DOWN.search(piece)) for piece in pieces]
    return any(refused) and any(_PICKED.fullmatch(piece) for piece, away in zip(pieces, refused) if not away)


def places_named(text: str, count: int) -> list[int]:
    """Give the places that a message names and says nothing else ("cukup, pilih yang pertama"); empty otherwise."""
    pieces = (piece.strip(" .!") for piece in _CUT.split(text))
    said = ", ".join(piece for piece in pieces if not _NO_WAY.fullmatch(piece) and not _NOT_THAT.match(piece))
    return _by_place([word for word in _words(said) if word not in FILLER | _ENOUGH], count) or []


def place_said(text: str, count: int) -> list[int]:
    """Give the place that a message points at, whatever it says beside it ("yg nomer 1 boleh, tapi buat …", "the
    second one since it's cheap"); empty where it points at none or away from one."""
    places = [
        match
        for match in _POINTS.finditer(text)
        if not _AWAY.search(text[: match.start()]) and not _AWAY_AFTER.match(text, match.end())
    ]
    if len(places) != 1:
        return []
    word = next(filter(None, places[0].groups())).casefold()
    place = int(word) - 1 if word.isdigit() else count - 1 if word in LAST else ORDINALS[word]
    return [place] if 0 <= place < count else []


def place_taken(text: str, count: int) -> list[int]:
    """Give the place that a message points at and means to do ("It is enough. First one I will do, tomorrow at 7");
    empty otherwise."""
    return place_said(text, count) if _MEANS_TO_DO.search(text) else []


def option_named_again(text: str, choices: Sequence[str]) -> list[int]:
    """Give the option that a message or its last part names again; see `_named_again`."""
    pieces = [piece for piece in _CUT.split(text) if piece.strip()]
    return _named_again(text, choices) or (_named_again(pieces[-1], choices) if len(pieces) > 1 else [])


def _named_again(text: str, choices: Sequence[str]) -> list[int]:
    """Give the option that a message names again, whatever else it says of it ("kan udah ada dua tadi, pindah divisi
    aja", "the instructor one"); empty where it names none, or more than one."""
    said = {*_words(text)} - FILLER - _SAYS_LITTLE - _ENOUGH - {"first", "should"}
    words = [{*_words(choice)} - FILLER - _SAYS_LITTLE for choice in choices]
    whole = [place for place, own in enumerate(words) if len(own) >= _WORDS_OF_A_TITLE and own <= said]
    if len(whole) == 1 and len(said) <= len(words[whole[0]]) + _MOST_WORDS_AROUND:
        return whole
    within = [place for place, own in enumerate(words) if len(said) >= _WORDS_OF_A_TITLE and said <= own]
    if len(within) == 1:
        return within
    picked = _THAT_ONE.fullmatch(text)
    return match_choices(text, choices) if picked else []


def own_way(text: str) -> str | None:
    """Give the way of their own that a client names after turning down what was offered ("none of these, maybe go for
    a walk"); None where nothing is turned down, or only a reason follows."""
    match = _NONE_OF_IT.match(text)
    rest = match["rest"].strip() if match else ""
    if not rest or names_way(rest, ""):
        return rest or None
    # "None of those, the envelopes I'd raid. Tbf I could just make a big pot of chilli."
    thought = next(filter(None, map(_COULD.match, re.split(r"(?<=[.!?;])\s+", rest))), None)
    return thought["way"] if thought else None


def takes_place_back(text: str) -> bool:
    """Whether a message takes back a way by its place ("take back the last one"), whatever else it sounds like."""
    said = {*_words(text)}
    return bool(_TAKES_BACK.search(text)) and not said.isdisjoint({*ORDINALS, *LAST, *_THE_LAST_SAID} - {"one"})


def places_taken_back(text: str, choices: Sequence[str]) -> list[int]:
    """Give the choices that a message takes back ("yang kedua ga jadi", "forget the gym"); empty where it does not."""
    taken = _TAKES_BACK.search(text)
    if taken is None or not choices:
        return []
    if any(taken[0].casefold() in _words(choice) for choice in choices):
        return []  # "delete the app" is one of the ways
    rest = f"{text[: taken.start()]} {text[taken.end() :]}"
    said = [word for word in _words(rest) if word != "one"]
    places = [word for word in said if word in ORDINALS or word in LAST or word.isdigit()]
    found = _by_place(places, len(choices)) or match_choices(rest, choices)
    return found or ([len(choices) - 1] if _THE_LAST_SAID & set(said) else [])


def match_choices(text: str, choices: Sequence[str]) -> list[int]:
    """Give the indices of the choices meant by `text`, in their order: by number, by place, or by shared words.

    Several may be meant ("1 dan 3", "yang pertama sama ketiga"). Empty where nothing fits, a number is beyond the
    list, or the words fit several choices equally.
    """
    if picks_and_refuses(text):
        text = ", ".join(piece for piece in _CUT.split(text) if not _TURNED_DOWN.search(piece))
    words = _words(text)
    meaning = [word for word in words if word not in FILLER]
    if not meaning and "one" in words:
        meaning = ["one"]
    if (picked := _by_place(meaning, len(choices))) is not None:
        return picked
    each = [_by_words(piece, choices) for piece in JOINED.split(text)]
    if all(place is not None for place in each):
        return sorted({place for place in each if place is not None})
    place = _by_words(text, choices)
    return [] if place is None else [place]


def names_button(text: str, titles: Sequence[str]) -> bool:
    """Whether a message types out a title, or most of one: two words of it and hardly any others."""
    said = {word for word in _words(text) if word not in FILLER}
    shared = max((len(said & set(_words(title))) for title in titles), default=0)
    return shared >= _WORDS_OF_A_TITLE and len(said) <= shared + 1


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _roots(words: set[str]) -> set[str]:
    """The words without a plural or an owner at their end: "the message one" is among "her messages"."""
    return {_ENDED.sub("", word) for word in words}


def _by_words(text: str, choices: Sequence[str]) -> int | None:
    """The one choice that shares most words with the text; a single word among others is not enough for somebody who
    thinks of a way of their own."""
    meaning = _roots({*_words(text)} - FILLER - _SAYS_LITTLE)
    each = [_roots({*_words(choice)} - _SAYS_LITTLE) for choice in choices]
    shared = [len(meaning & words) for words in each]
    best = max(shared, default=0)
    if not best or shared.count(best) != 1:
        return None
    place = shared.index(best)
    little = 2 * best < min(len(meaning), len(each[place]))
    return None if little and _THINKS_OF.search(text) else place


def _by_place(meaning: Sequence[str], count: int) -> list[int] | None:
    """The places named by a message that names nothing else; None where it says more, or nothing."""
    places: set[int] = set()
    for word in meaning:
        if word in ALL:
            places |= set(range(count))
        elif word in LAST:
            places.add(count - 1)
        elif word.isdigit() or word in ORDINALS:
            places.add(int(word) - 1 if word.isdigit() else ORDINALS[word])
        else:
            return None
    if not places:
        return None
    return sorted(places) if all(0 <= place < count for place in places) else []


def _is_only_time(piece: str) -> bool:
    piece = _HOW_LONG.sub("", piece).strip()
    spans = pick_spans(piece)
    if not spans or spans[0].start:
        return not piece
    rest = piece[spans[-1].end :].strip(" ,.")
    return not rest or find_place(rest) == rest
