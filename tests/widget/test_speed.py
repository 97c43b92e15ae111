"""How long the chat takes from the click on the launcher until one can write, on a real server in a real browser."""

from __future__ import annotations

import statistics

from tests.server import RunningRembuk

from .browser import Page

MOST_SECONDS = 1.5
TRIES, MOST_TRIES = 5, 20
LAUNCH = "document.querySelector('rembuk-chat').shadowRoot.querySelector('button').click()"
# Inside the frame somebody who waits for nothing: starts as soon as that can be pressed, and is done when there is a
# greeting and a box to write in. Gives the seconds since the launcher was clicked.
WAIT = """
new Promise((done) => {
  const clicked = Date.now();
  window.launch();
  const inside = (selector) => {
    const frame = document.querySelector("rembuk-chat").shadowRoot.querySelector("iframe");
    const node = frame?.contentDocument?.querySelector(selector);
    return node && !node.disabled && node.getClientRects().length > 0 ? node : null;
  };
  let started = false;
  const look = () => {
    if (!started && inside("#start")) {
      started = true;
      inside("#start").click();
    }
    if (inside("#box") && inside(".message.bot")) done((Date.now() - clicked) / 1000);
    else setTimeout(look, 5);
  };
  look();
})
"""


def seconds_to_a_chat(page: Page, server: RunningRembuk) -> float:
    """From the click on the launcher, with nothing in the browser's cache, to a greeting and a box to write in."""
    page.call("Network.clearBrowserCache")
    # Any document of the server's own origin stands for the page around: its frame can be looked into.
    page.goto(f"{server.url}/webhooks/widget/openapi.json")
    page.js("sessionStorage.clear()")
    page.js(f"""new Promise((done) => {{
      const script = document.createElement("script");
      script.src = "{server.url}/webhooks/widget/static/widget.js";
      script.onload = done;
      document.body.append(script);
    }})""")
    page.js(f"window.launch = () => {LAUNCH}")
    return float(page.js(WAIT))


def test_one_can_write_soon_after_the_click(tab: Page, server: RunningRembuk) -> None:
    tab.size(1280, 800)
    tab.call("Page.setBypassCSP", enabled=True)
    try:
        # Other work on the machine makes it slower, nothing makes it faster than it is.
        taken: list[float] = []
        while len(taken) < TRIES or (min(taken) > MOST_SECONDS and len(taken) < MOST_TRIES):
            taken.append(seconds_to_a_chat(tab, server))
    finally:
        tab.call("Page.setBypassCSP", enabled=False)
        tab.goto("about:blank")
    told = f"seconds from the click to the box: {sorted(taken)}, median {statistics.median(taken):.2f}"
    print(told)
    assert min(taken) <= MOST_SECONDS, told
