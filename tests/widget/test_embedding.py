"""The launcher on another site's page, in a real browser: two origins, the chat's and the host's."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from .browser import Page
from .fake_server import FakeRembuk
from .test_chat_in_browser import until

ROOT = Path(__file__).resolve().parents[2]
HOST = (ROOT / "docs" / "embedding" / "host.html").read_text(encoding="utf-8")
LAUNCHER = ROOT / "bot" / "widget" / "widget.js"
FRAME = "document.querySelector('rembuk-chat').shadowRoot.querySelector('iframe')"
MOST_BYTES = 5_000
BUTTON = "document.querySelector('rembuk-chat').shadowRoot.querySelector('button')"


class _Host(ThreadingHTTPServer):
    """A site of somebody else's, with the sample page."""

    daemon_threads = True
    html = ""


class _Page(BaseHTTPRequestHandler):
    server: _Host

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        content = self.server.html.encode()
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        # As strict as docs/embedding.md says it may be; the sample's own script and style are inline.
        chat = re.search(r'src="(http://[\d.:]+)/', self.server.html)
        assert chat
        policy = f"script-src {chat[1]} 'unsafe-inline'; style-src 'unsafe-inline'; frame-src {chat[1]}"
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def host(tab: Page, fake: FakeRembuk) -> Iterator[str]:
    """The address of the sample page on an origin of its own, allowed to frame the chat."""
    site = _Host(("127.0.0.1", 0), _Page)
    address = f"http://127.0.0.1:{site.server_address[1]}"
    fake.ancestors = f"'self' {address}"
    site.html = HOST.replace("http://127.0.0.1:5005", fake.page.removesuffix("/webhooks/widget/chat"))
    threading.Thread(target=site.serve_forever, args=(0.02,), daemon=True).start()
    tab.size(1280, 800)
    tab.offline(False)
    tab.events.clear()
    tab.goto(address)
    tab.wait("window.Rembuk")
    yield address
    tab.goto("about:blank")
    tab.events.clear()
    site.shutdown()
    site.server_close()


def opened(tab: Page) -> None:
    tab.js("window.heard = []; for (const name of ['ready', 'open', 'close', 'sent', 'phase'])"
           " Rembuk.on(name, (detail) => heard.push([name, detail ?? null]))")  # fmt: skip
    tab.js(f"{BUTTON}.click()")
    tab.wait("heard.some(([name]) => name === 'ready')")


def test_the_launcher_is_small() -> None:
    assert LAUNCHER.stat().st_size <= MOST_BYTES


def test_the_page_around_loads_the_launcher_alone(tab: Page, host: str, fake: FakeRembuk) -> None:
    ours = {
        event["params"]["requestId"]: event["params"]["response"]["url"]
        for event in tab.events
        if event["method"] == "Network.responseReceived" and not event["params"]["response"]["url"].startswith(host)
    }
    assert [url.rpartition("/")[2] for url in ours.values()] == ["widget.js"]
    received = [event["params"] for event in tab.events if event["method"] == "Network.dataReceived"]
    assert 0 < sum(part["dataLength"] for part in received if part["requestId"] in ours) <= MOST_BYTES
    assert tab.js(FRAME) is None


@pytest.mark.parametrize("size", [(390, 800), (1280, 800)], ids=["phone", "desktop"])
def test_nothing_on_the_page_around_shifts(tab: Page, host: str, size: tuple[int, int]) -> None:
    tab.size(*size)
    tab.goto(host)
    tab.wait("window.Rembuk")
    # The whole way, from the first paint on: the launcher comes, the chat opens in its frame and closes.
    # What answers a click at once is no shift: so it is defined, and so the browser tells them apart.
    tab.js("window.shift = 0; window.watch = new PerformanceObserver((list) => list.getEntries().forEach("
           "({value, hadRecentInput}) => { if (!hadRecentInput) shift += value; }));"
           "watch.observe({type: 'layout-shift', buffered: true})")  # fmt: skip
    tab.click("#talk")
    tab.wait(f"{FRAME} && !{FRAME}.hidden")
    tab.js("new Promise((done) => setTimeout(done, 700))")
    tab.js("Rembuk.close()")
    tab.js("new Promise((done) => setTimeout(done, 150))")
    assert tab.js(f"{FRAME}.hidden") is True
    assert tab.js("shift") == 0
    # What would shift is seen: the measure is not blind.
    tab.js("document.querySelector('h1').style.marginTop = '300px'")
    tab.wait("shift > 0")


def test_it_opens_in_a_frame_tells_its_events_and_closes(tab: Page, host: str, fake: FakeRembuk) -> None:
    opened(tab)
    assert tab.js(f"{FRAME}.src").startswith(fake.page)
    assert tab.js(f"{BUTTON}.getAttribute('aria-expanded')") == "true"
    tab.js("Rembuk.close()")
    assert tab.js(f"{FRAME}.hidden") is True
    assert tab.js("document.activeElement.localName") == "rembuk-chat"
    assert [name for name, _ in tab.js("heard")] == ["open", "ready", "close"]
    assert tab.complaints() == []


def test_messages_from_elsewhere_are_not_listened_to(tab: Page, host: str, fake: FakeRembuk) -> None:
    opened(tab)
    tab.js("window.postMessage({rembuk: 'close', detail: {}}, '*')")
    tab.js("new Promise((done) => setTimeout(done, 100))")
    assert tab.js(f"{FRAME}.hidden") is False
    assert [name for name, _ in tab.js("heard")] == ["open", "ready"]


def test_what_the_page_around_asks_for_reaches_the_chat(tab: Page, host: str, fake: FakeRembuk) -> None:
    tab.js("Rembuk.open({mode: 'practice', language: 'id'})")
    assert "mode=practice" in tab.js(f"{FRAME}.src") and "language=id" in tab.js(f"{FRAME}.src")
    until(lambda: any(path == "/cases" for _, path, _ in fake.received))


def test_a_site_that_is_not_named_cannot_frame_the_chat(tab: Page, host: str, fake: FakeRembuk) -> None:
    fake.ancestors = "'self'"
    tab.js("window.heard = []; Rembuk.on('ready', () => heard.push(1)); Rembuk.open()")
    tab.js("new Promise((done) => setTimeout(done, 400))")
    assert tab.js("heard.length") == 0
    assert any("frame-ancestors" in complaint for complaint in tab.complaints())
