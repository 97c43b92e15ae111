// What this device remembers: the conversation for as long as the tab lives (a shared phone is common),
// the language for longer. Where storage is forbidden, both last as long as the page.

const SESSION = "rembuk.session";
const LANGUAGE = "rembuk.language";

function usable(name) {
  try {
    const storage = window[name];
    storage.setItem("rembuk.probe", "1");
    storage.removeItem("rembuk.probe");
    return storage;
  } catch {
    return null;
  }
}

const tab = usable("sessionStorage");
const device = usable("localStorage");

/** Whether a reload finds the conversation again. */
export const remembers = tab !== null;

/** The conversation of this tab, or null. */
export function loadSession() {
  try {
    const session = JSON.parse(tab.getItem(SESSION));
    return session && typeof session.token === "string" ? { outbox: [], ...session } : null;
  } catch {
    return null;
  }
}

export function saveSession(session) {
  try {
    tab.setItem(SESSION, JSON.stringify(session));
  } catch {
    // Full or forbidden: the page goes on without a memory.
  }
}

export function forgetSession() {
  tab?.removeItem(SESSION);
}

/** The language chosen here before, else the browser's, else Indonesian. */
export function loadLanguage() {
  const chosen = device?.getItem(LANGUAGE);
  if (chosen === "id" || chosen === "en") return chosen;
  const wanted = (navigator.languages ?? [navigator.language]).map((tag) => String(tag).toLowerCase());
  const first = wanted.find((tag) => /^(id|in|en)\b/.test(tag));
  return first?.startsWith("en") ? "en" : "id";
}

export function saveLanguage(language) {
  try {
    device?.setItem(LANGUAGE, language);
  } catch {
    // Asked again next time.
  }
}
