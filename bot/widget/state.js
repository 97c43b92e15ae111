// What the modules of the page share: where the person is and which conversation is theirs.

import * as memory from "./memory.js";

const asked = new URLSearchParams(window.location.search);
const named = (name, known) => (known.includes(asked.get(name)) ? asked.get(name) : "");

/** What the address of the page asks for: chat?mode=practice&case=thesis&seed=7&language=en */
export const address = {
  language: named("language", ["id", "en"]),
  practise: asked.get("mode") === "practice" || asked.has("case"),
  case: asked.get("case") ?? "",
  seed: asked.get("seed") ?? "",
  host: asked.get("host") ?? "",
};

export const state = {
  language: address.language || memory.loadLanguage(),
  // The conversation of this tab, or null.
  session: memory.loadSession(),
  starting: false,
  // The conversation whose messages are on their way, or null.
  sending: null,
  // Whether what was said before a reload could not be fetched yet.
  unread: false,
};

export const keep = () => memory.saveSession(state.session);

export const practising = () => state.session?.mode === "practice";

const listeners = new Set();

/** Let `run(name, detail)` hear what happens; a detail never holds what somebody wrote. */
export const listen = (run) => listeners.add(run);

export function tell(name, detail = {}) {
  for (const run of listeners) run(name, detail);
}
