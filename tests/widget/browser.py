"""A real browser for the tests: Chromium's DevTools protocol over a pipe, with the standard library alone.

Protocol: https://chromedevtools.github.io/devtools-protocol/ (messages are JSON, each ended by NUL; with
--remote-debugging-pipe the browser reads them on descriptor 3 and writes on 4).
"""

from __future__ import annotations

import base64
import json
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--remote-debugging-pipe",
    # A page that another tab hides goes on as one that is looked at: its timers would tick once a second.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    # Nothing but this machine: a page that asks anyone else gets no answer.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
KEYS = {"Enter": ("\r", 13), "Escape": ("", 27), "Tab": ("", 9)}
SHIFT = 8
# axe-core goes through a report with all its charts in some seconds, on a busy machine in many.
PATIENCE = 60.0


class BrowserError(RuntimeError):
    """The browser refused a command, died, or something awaited did not come."""


def find_browser() -> str | None:
    """Give the program to run: REMBUK_BROWSER, else the first known name on the path, else None."""
    return os.environ.get("REMBUK_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One running browser; `page()` opens a page with storage of its own."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        pipes = f"{to_browser} {from_browser}".split()
        command = f'exec "$@" 3<&{pipes[0]} 4>&{pipes[1]}'
        self._process = subprocess.Popen(
            ["bash", "-c", command, "browser", program, *FLAGS, f"--user-data-dir={self._profile.name}"],
            pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._answers: dict[int, queue.Queue[dict[str, Any]]] = {}
        self._pages: dict[str, Page] = {}
        self._count = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        rest = b""
        while chunk := os.read(self._read, 1 << 16):
            *whole, rest = (rest + chunk).split(b"\0")
            for message in map(json.loads, whole):
                if "id" in message:
                    self._answers[message["id"]].put(message)
                elif page := self._pages.get(message.get("sessionId", "")):
                    page.events.append(message)

    def call(self, method: str, params: dict[str, Any] | None = None, session: str = "") -> dict[str, Any]:
        """Carry out one command and give its result.

        Raises:
            BrowserError: it failed or was not answered in time.
        """
        self._count += 1
        number = self._count
        answer = self._answers[number] = queue.Queue()
        message = {"id": number, "method": method, "params": params or {}}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        try:
            result = answer.get(timeout=PATIENCE)
        except queue.Empty:
            raise BrowserError(f"{method} was not answered") from None
        if "error" in result:
            raise BrowserError(f"{method}: {result['error']['message']}")
        found: dict[str, Any] = result["result"]
        return found

    def page(self, beside: Page | None = None) -> Page:
        """Open a page; one beside another is a second tab of the same person."""
        context = beside.context if beside else self.call("Target.createBrowserContext")["browserContextId"]
        made = self.call("Target.createTarget", {"url": "about:blank", "browserContextId": context})
        return self._attach(made["targetId"], context)

    def opened(self, address: str, beside: Page) -> Page:
        """Give, once, the tab with that in its address which a page has opened.

        Its events are those from now on, and what stands in its console.

        Raises:
            BrowserError: there is none in time.
        """
        # Its address is known once its first words are there, and what a busy machine draws first takes long.
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for target in self.call("Target.getTargets")["targetInfos"]:
                new = not target["attached"] and target.get("browserContextId") == beside.context
                if new and address in target["url"]:
                    return self._attach(target["targetId"], beside.context)
            time.sleep(0.05)
        raise BrowserError(f"no tab was opened at {address}")

    def _attach(self, target: str, context: str) -> Page:
        attached = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})
        page = self._pages[attached["sessionId"]] = Page(self, attached["sessionId"], context)
        for domain in ("Page", "Runtime", "Network", "Log"):
            page.call(f"{domain}.enable")
        return page

    def close(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._write)
        self._profile.cleanup()


class Page:
    """One page. `events` holds all the browser told about it."""

    def __init__(self, browser: Browser, session: str, context: str) -> None:
        self._browser = browser
        self._session = session
        self.context = context
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self._browser.call(method, params, self._session)

    def close(self) -> None:
        self._browser.call("Target.disposeBrowserContext", {"browserContextId": self.context})

    def goto(self, address: str) -> None:
        self.call("Page.navigate", url=address)
        self.wait("document.readyState === 'complete'")

    def leave(self, expression: str) -> None:
        """Carry out what leads away from the page, which may be gone before it answers."""
        with suppress(BrowserError):
            self.js(expression)

    def js(self, expression: str) -> Any:
        """Give the value of a JavaScript expression.

        Raises:
            BrowserError: it threw.
        """
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise BrowserError(json.dumps(answer["exceptionDetails"])[:500])
        return answer["result"].get("value")

    def wait(self, expression: str, seconds: float = 10.0) -> None:
        """Wait until a JavaScript expression is true; a page on its way to another may throw meanwhile.

        Raises:
            BrowserError: it was not, in that time.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.js(f"Boolean({expression})"):
                    return
            except BrowserError:
                pass
            time.sleep(0.03)
        raise BrowserError(f"never true: {expression}\n{self.js('document.body.innerText')}")

    def wait_for_text(self, text: str) -> None:
        self.wait(f"document.body.innerText.includes({json.dumps(text)})")

    def click(self, selector: str) -> None:
        """Click on the middle of what a CSS selector finds, as a mouse does."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.wait(f"{found} && {found}.getClientRects().length > 0")
        self.js(f"{found}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
        box = self.js(f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])"
                      f"({found}.getBoundingClientRect())")  # fmt: skip
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)

    def press(self, key: str, modifiers: int = 0) -> None:
        text, code = KEYS[key]
        common = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def size(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def media(self, **features: str) -> None:
        """Set media features: media(prefers_color_scheme="dark")."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", features=wanted)

    def offline(self, offline: bool) -> None:
        self.call(
            "Network.emulateNetworkConditions",
            offline=offline,
            latency=0,
            downloadThroughput=-1,
            uploadThroughput=-1,
        )

    def allow_downloads(self, folder: Path) -> None:
        self._browser.call(
            "Browser.setDownloadBehavior",
            {"behavior": "allow", "downloadPath": str(folder), "browserContextId": self.context},
        )

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def requested(self) -> list[str]:
        """Give the addresses of all requests so far."""
        return [
            event["params"]["request"]["url"] for event in self.events if event["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        """Give what a developer would find in red in the console: exceptions and breaches of the policy."""
        thrown = [
            json.dumps(event["params"])[:400] for event in self.events if event["method"] == "Runtime.exceptionThrown"
        ]
        logged = [
            entry["text"]
            for event in self.events
            if event["method"] == "Log.entryAdded" and (entry := event["params"]["entry"])["source"] == "security"
        ]
        return thrown + logged
