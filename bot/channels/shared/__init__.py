"""What all processes that serve one page have to know together: in memory where there is one, in Redis where there are
several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.bootstrap import Services
from bot.channels.shared.buckets import Buckets, LocalBuckets
from bot.channels.shared.locks import LocalLocks, Locks
from bot.channels.shared.owed import LocalOwed, Owed
from bot.channels.shared.rounds import EveryRound, Rounds
from bot.channels.shared.texts import LocalTexts, Texts
from bot.channels.tokens import secret_for
from bot.storage.encryption import cipher_of
from bot.storage.sharing import connect


@dataclass(frozen=True)
class Shared:
    """Locks of conversations, their last texts, the hand-offs they have not heard of, counts, and who keeps house."""

    locks: Locks
    texts: Texts
    owed: Owed
    buckets: Callable[[str, float], Buckets]
    rounds: Rounds


def make_shared(services: Services) -> Shared:
    """Put together what this installation shares, as its settings say."""
    settings, cipher = services.settings, cipher_of(services.engine)
    if not settings.redis_url:
        texts = LocalTexts(services.engine)
        return Shared(LocalLocks(), texts, LocalOwed(), lambda _, rate: LocalBuckets(rate), EveryRound())
    # Only here: who uses no Redis need not load what speaks with it.
    from bot.channels.shared.in_redis import RedisBuckets, RedisLocks, RedisOwed, RedisRounds, RedisTexts

    client = connect(settings.redis_url)
    seconds = settings.session_hours * 3600
    secret = secret_for("rembuk counts", cipher.keys[0])
    return Shared(
        RedisLocks(client),
        RedisTexts(client, cipher, services.engine, seconds),
        RedisOwed(client, cipher, seconds),
        lambda name, rate: RedisBuckets(client, name, rate, secret),
        RedisRounds(client),
    )
