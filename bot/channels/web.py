"""What every request over HTTP has in common: from where it comes, whether it may, and the headers of every answer."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from sanic.request import Request

from bot.settings import Settings

METHODS = "GET, POST, DELETE"
ASKED_HEADERS = "Authorization, Content-Type, Accept-Language"
PREFLIGHT_SECONDS = "600"
# Nothing of a device is asked for; saying so keeps an embedding page from asking in our name.
PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
TLS_SECONDS = 31_536_000
# One household or campus is given this much of IPv6, so that nobody counts as many.
OF_ONE_SITE = 64


class Web:
    """The edge of this installation, as its settings draw it."""

    def __init__(self, settings: Settings) -> None:
        self._origins = frozenset(settings.origins)
        self._proxies = settings.trusted_proxies
        ancestors = " ".join(("'self'", *settings.origins))
        self._always = {
            "Content-Security-Policy": (
                "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; "
                f"frame-ancestors {ancestors}"
            ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": PERMISSIONS,
        }
        if not settings.origins:
            # For browsers that do not know frame-ancestors; it cannot name other sites.
            self._always["X-Frame-Options"] = "SAMEORIGIN"

    def headers(self, request: Request) -> dict[str, str]:
        """Give the headers of an answer to this request."""
        headers = dict(self._always)
        if self._origins:
            headers["Vary"] = "Origin"
        origin = _origin(request)
        if origin in self._origins:
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "Retry-After, Content-Disposition"
        if self._came_over_tls(request):
            headers["Strict-Transport-Security"] = f"max-age={TLS_SECONDS}"
        return headers

    def allows(self, request: Request) -> bool:
        """Tell whether a page of the origin that a browser names may ask; who names none is no browser's page."""
        origin = _origin(request)
        if origin is None or origin in self._origins:
            return True
        with suppress(ValueError):  # it is no address
            return bool(urlsplit(origin).netloc == request.headers.get("host"))
        return False

    def preflight(self, request: Request) -> dict[str, str] | None:
        """Give the headers that answer a browser's question before a request; None where it is not one we answer."""
        if request.method != "OPTIONS" or _origin(request) not in self._origins:
            return None
        return {
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": ASKED_HEADERS,
            "Access-Control-Max-Age": PREFLIGHT_SECONDS,
        }

    def address(self, request: Request) -> str | None:
        """Give the address of who asks, an IPv6 one by its network; None where it tells nobody apart.

        The last address in X-Forwarded-For that is no trusted proxy's was seen by one; what stands before it anyone can
        have made up. Without a trusted proxy a request from this very machine is its owner's, or everybody's behind a
        proxy that the settings do not name.
        """
        peer = _parse(request.ip)
        if not self._trusts(peer):
            return None if peer is None or peer.is_loopback else _site(peer)
        seen = peer
        for part in reversed(",".join(request.headers.getall("x-forwarded-for", [])).split(",")):
            named = _parse(part.strip())
            if named is None:
                break
            seen = named
            if not self._trusts(named):
                break
        return None if seen is None else _site(seen)

    def _came_over_tls(self, request: Request) -> bool:
        return self._trusts(_parse(request.ip)) and request.headers.get("x-forwarded-proto", "").lower() == "https"

    def _trusts(self, address: IPv4Address | IPv6Address | None) -> bool:
        return address is not None and any(address in network for network in self._proxies)


def _origin(request: Request) -> str | None:
    origin = request.headers.get("origin")
    return None if origin is None else str(origin).lower()


def _parse(address: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return mapped or parsed


def _site(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv6Address):
        return f"{IPv6Address(int(address) >> OF_ONE_SITE << OF_ONE_SITE)}/{OF_ONE_SITE}"
    return str(address)
