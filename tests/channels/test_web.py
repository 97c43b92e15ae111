"""Where a request comes from, and what stands over its answer."""

from __future__ import annotations

from typing import Any

import pytest
from multidict import CIMultiDict

from bot.channels.web import Web
from bot.settings import SettingsError, load_settings


class Asked:
    """As much of a request as the edge looks at."""

    def __init__(self, ip: str = "203.0.113.9", method: str = "GET", **headers: str) -> None:
        self.ip, self.method = ip, method
        named = [(name.replace("_", "-"), value) for name, value in headers.items()]
        self.headers = CIMultiDict([("host", "rembuk.example"), *named])


def web(**environment: str) -> Web:
    return Web(load_settings(environment))


@pytest.mark.parametrize(
    ("peer", "proxies", "forwarded", "address"),
    [
        ("203.0.113.9", "", None, "203.0.113.9"),
        ("203.0.113.9", "", "198.51.100.1", "203.0.113.9"),  # anyone can write that
        ("203.0.113.9", "10.0.0.0/8", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "", "198.51.100.1", None),
        ("::1", "", None, None),
        ("10.1.1.1", "10.0.0.0/8", "198.51.100.1", "198.51.100.1"),
        ("10.1.1.1", "10.0.0.0/8", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        ("10.1.1.1", "10.0.0.0/8", "1.1.1.1, 198.51.100.1, 10.2.2.2", "198.51.100.1"),
        ("10.1.1.1", "10.0.0.0/8", "1.1.1.1, rubbish", "10.1.1.1"),
        ("10.1.1.1", "10.0.0.0/8", None, "10.1.1.1"),
        ("127.0.0.1", "127.0.0.1,::1", "198.51.100.1", "198.51.100.1"),
        ("::ffff:203.0.113.9", "", None, "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "", None, "2001:db8:1:2::/64"),
        ("", "", None, None),
    ],
)
def test_the_address_is_the_callers_and_a_header_is_believed_of_a_trusted_proxy_only(
    peer: str, proxies: str, forwarded: str | None, address: str | None
) -> None:
    headers = {} if forwarded is None else {"x_forwarded_for": forwarded}
    assert web(REMBUK_TRUSTED_PROXIES=proxies).address(Asked(peer, **headers)) == address


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [(None, True), ("https://rembuk.example", True), ("http://rembuk.example", True),
     ("https://kampus.example", True), ("https://evil.example", False), ("null", False), ("", False),
     ("https://rembuk.example.evil.example", False), ("https://rembuk.example:444", False),
     ("http://kampus.example", False), ("http://[", False), ("https://\udce9", False)],
)  # fmt: skip
def test_pages_of_our_own_and_of_the_listed_origins_may_ask(origin: str | None, allowed: bool) -> None:
    headers = {} if origin is None else {"origin": origin}
    assert web(REMBUK_ORIGINS="https://Kampus.example/").allows(Asked(**headers)) is allowed


def test_a_question_before_a_request_is_answered_for_listed_origins_only() -> None:
    edge = web(REMBUK_ORIGINS="https://kampus.example")
    listed: Any = Asked(method="OPTIONS", origin="https://kampus.example")
    answer = {**(edge.preflight(listed) or {}), **edge.headers(listed)}
    assert answer["Access-Control-Allow-Origin"] == "https://kampus.example"
    assert "Authorization" in answer["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer
    assert answer["Vary"] == "Origin"
    for origin in ("https://evil.example", "https://rembuk.example"):
        other: Any = Asked(method="OPTIONS", origin=origin)
        assert edge.preflight(other) is None
        assert "Access-Control-Allow-Origin" not in edge.headers(other)


def test_who_may_embed_the_page_stands_in_its_policy() -> None:
    closed, opened = web().headers(Asked()), web(REMBUK_ORIGINS="https://a.example,https://b.example").headers(Asked())
    assert closed["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert closed["X-Frame-Options"] == "SAMEORIGIN"
    assert opened["Content-Security-Policy"].endswith("frame-ancestors 'self' https://a.example https://b.example")
    assert "X-Frame-Options" not in opened


def test_browsers_are_told_to_keep_to_tls_only_where_a_trusted_proxy_says_there_is_some() -> None:
    edge = web(REMBUK_TRUSTED_PROXIES="10.0.0.1")
    assert "Strict-Transport-Security" in edge.headers(Asked("10.0.0.1", x_forwarded_proto="https"))
    assert "Strict-Transport-Security" not in edge.headers(Asked("10.0.0.1", x_forwarded_proto="http"))
    assert "Strict-Transport-Security" not in edge.headers(Asked("203.0.113.9", x_forwarded_proto="https"))


@pytest.mark.parametrize(
    "environment",
    [{"REMBUK_ORIGINS": "kampus.example"}, {"REMBUK_ORIGINS": "https://kampus.example/page"},
     {"REMBUK_ORIGINS": "https://a.example; script-src *"}, {"REMBUK_ORIGINS": "*"},
     {"REMBUK_TRUSTED_PROXIES": "proxy.example"}, {"REMBUK_MESSAGES_PER_MINUTE": "-1"},
     {"REMBUK_MOST_AT_ONCE": "nan"}, {"REMBUK_SESSIONS_PER_MINUTE": "many"}],
    ids=str,
)  # fmt: skip
def test_a_setting_that_makes_no_sense_is_named(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=next(iter(environment))):
        load_settings(environment)
