// The launcher: <script src="https://YOUR-REMBUK/webhooks/widget/static/widget.js" defer></script>
// Its attributes (data-mode, data-language, …): docs/embedding.md.
(() => {
  if (window.Rembuk) return;
  const script = document.currentScript;
  const set = { ...script.dataset };
  const home = new URL("..", script.src);
  const colours = ["accent", "paper", "card", "ink"];
  const words = { id: ["Ngobrol dengan Rembuk", "Tutup obrolan"], en: ["Talk with Rembuk", "Close the chat"] };
  const language = set.language || (document.documentElement.lang || navigator.language).slice(0, 2);
  const [label, closing] = words[language] || words.id;
  const listeners = {};
  let frame = null;

  const host = document.createElement("rembuk-chat");
  const root = host.attachShadow({ mode: "open" });
  // A made sheet is no inline style: it passes a strict policy of the host.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host{position:fixed;z-index:var(--rembuk-layer,2147483000);inset:auto 1rem 1rem auto;font:600 1rem/1.3 system-ui,sans-serif}
    :host([side=left]){inset:auto auto 1rem 1rem}
    button{display:flex;align-items:center;gap:.6rem;min-height:3.25rem;padding:.5rem 1.25rem;border:0;border-radius:2rem;
      background:var(--rembuk-accent,#2f5f53);color:var(--rembuk-on-accent,#fff);font:inherit;cursor:pointer;box-shadow:0 .4rem 1.4rem rgb(30 30 20/.25)}
    button:focus-visible{outline:3px solid var(--rembuk-accent,#2f5f53);outline-offset:3px}
    svg{width:1.6rem;fill:currentColor}
    iframe{position:absolute;right:0;bottom:100%;width:min(27rem,calc(100vw - 2rem));height:min(44rem,calc(100dvh - 6.5rem));margin-bottom:.75rem;border:0;
      border-radius:1.25rem;background:var(--rembuk-paper,#f6f2ea);box-shadow:0 .8rem 2.5rem rgb(30 30 20/.3)}
    :host([side=left]) iframe{right:auto;left:0}
    @media(max-width:32rem){iframe{position:fixed;inset:0;width:100%;height:100%;margin:0;border-radius:0}}
    @media print{:host{display:none}}`);
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement("button");
  button.type = "button";
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const bubble = document.createElementNS(icon.namespaceURI, "path");
  bubble.setAttribute("d", "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-6 5v-5H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z");
  icon.append(bubble);
  const text = document.createElement("span");
  button.append(icon, text);
  root.append(button);

  const emit = (name, detail) => (listeners[name] || []).forEach((run) => run(detail));

  function show(open) {
    if (frame) frame.hidden = !open;
    // New words must not move it.
    if (open) button.style.minWidth = button.offsetWidth + "px";
    button.setAttribute("aria-expanded", String(open));
    text.textContent = open ? closing : set.label || label;
  }

  function theme() {
    const style = getComputedStyle(host);
    const detail = { scheme: set.theme || "" };
    for (const name of colours) detail[name] = style.getPropertyValue(`--rembuk-${name}`).trim();
    frame.contentWindow.postMessage({ rembuk: "theme", detail }, home.origin);
  }

  function build(options) {
    const page = new URL("chat", home);
    const asked = { mode: set.mode, case: set.case, seed: set.seed, language: set.language, ...options };
    for (const [name, value] of Object.entries(asked)) if (value) page.searchParams.set(name, value);
    page.searchParams.set("host", location.origin);
    frame = document.createElement("iframe");
    frame.src = page;
    frame.title = label;
    frame.allow = "clipboard-write";
    root.insertBefore(frame, button);
  }

  /** Open the chat; the page is loaded the first time. `options`: mode, case, seed, language. */
  function open(options) {
    if (!frame) build(options || {});
    show(true);
    frame.focus();
    emit("open");
  }

  function close() {
    if (!frame || frame.hidden) return;
    show(false);
    button.focus();
    emit("close");
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== home.origin || !data || !data.rembuk) return;
    if (data.rembuk === "ready") theme();
    if (data.rembuk === "close") close();
    else emit(data.rembuk, data.detail);
  });
  button.addEventListener("click", () => (frame && !frame.hidden ? close() : open()));
  if (set.side === "left") host.setAttribute("side", "left");
  show(false);
  document.body.append(host);

  window.Rembuk = {
    open,
    close,
    /** Hear "ready", "open", "close", "sent" or "phase" → a function that stops it. No event holds anybody's words. */
    on(name, run) {
      (listeners[name] = listeners[name] || []).push(run);
      return () => (listeners[name] = listeners[name].filter((other) => other !== run));
    },
  };
  dispatchEvent(new Event("rembuk"));
})();
