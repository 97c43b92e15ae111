// What is seen: words, messages, buttons, steps, notices. Everything from outside goes in as text.

import { classWords } from "./class-words.js";
import { consentWords } from "./consent-words.js";
import { words as pageWords } from "./words.js";

const words = {
  id: { ...pageWords.id, ...classWords.id, ...consentWords.id },
  en: { ...pageWords.en, ...classWords.en, ...consentWords.en },
};

export const $ = (id) => document.getElementById(id);

let language = "id";
const nodes = new Map();

/** One text of the page in its language, with {name} filled in. */
export function word(key, values = {}) {
  return words[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** Put a text into a node: {key} is a word of the page and follows its language, {text} is not. */
export function put(node, { key, text, values }) {
  if (key && !values) node.dataset.word = key;
  else delete node.dataset.word;
  node.textContent = key ? word(key, values) : text;
}

export function sayIn(id, key) {
  put($(id), { key });
}

/** A number as people here write it. */
export const numeral = (number) => number.toLocaleString(language);

export function showLanguage(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  document.title = word("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", word(node.dataset.label));
  }
  for (const node of document.querySelectorAll("[data-placeholder]")) {
    node.placeholder = word(node.dataset.placeholder);
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  }
}

export function showArrival({ code = "", back = false } = {}) {
  place("arrival");
  $("code").value = code;
  $("have-code").open = code !== "";
  $("back").hidden = !back;
  window.scrollTo(0, 0);
}

export function showGallery() {
  place("gallery");
  window.scrollTo(0, 0);
}

export function showTalk() {
  place("talk");
}

function place(name) {
  $("needs-script").hidden = true;
  for (const screen of ["arrival", "gallery"]) $(screen).hidden = name !== screen;
  for (const id of ["talk", "dock", "menu", "skip"]) $(id).hidden = name !== "talk";
  $("menu").open = false;
}

/** Say something in passing; `action` {key, run} adds a button. Nothing clears it. */
export function notice(what, action) {
  const places = { talk: "notice", arrival: "arrival-notice", gallery: "cases-notice" };
  const place = $(places[Object.keys(places).find((screen) => !$(screen).hidden)] ?? "notice");
  for (const id of Object.values(places)) $(id).replaceChildren();
  if (!what) return;
  const line = document.createElement("p");
  put(line, what);
  place.append(line);
  if (action) place.append(button("plain", { key: action.key }, action.run));
}

function button(kind, what, run) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = kind;
  put(node, what);
  node.addEventListener("click", run);
  return node;
}

/**
 * Add one message to the log; `id` names it for `markMessage`, `dropMessage` and `messageOf`.
 * kind: further classes. speaker: who says it, where that is not Rembuk or the person.
 */
export function addMessage(who, text, id, { kind = "", speaker = "" } = {}) {
  const node = document.createElement("div");
  node.className = `message ${who} ${kind}`.trim();
  const name = document.createElement("span");
  name.className = "unseen";
  put(name, speaker ? { text: `${speaker}:` } : { key: `who_${who}` });
  const body = document.createElement("p");
  body.className = "text";
  body.textContent = text;
  node.append(name, body);
  $("log").append(node);
  if (id) nodes.set(id, node);
  return node;
}

export const messageOf = (id) => nodes.get(id);

export function dropMessage(id) {
  nodes.get(id)?.remove();
  nodes.delete(id);
}

/** Say under a message why it is still here; nothing takes the line away. */
export function markMessage(id, what, action) {
  const node = nodes.get(id);
  node?.querySelector(".mark")?.remove();
  if (!node || !what) return;
  const mark = document.createElement("div");
  mark.className = "mark";
  const line = document.createElement("span");
  put(line, what);
  mark.append(line);
  if (action) mark.append(button("plain", { key: action.key }, action.run));
  node.append(mark);
  mark.scrollIntoView({ block: "nearest" });
}

export function clearLog() {
  nodes.clear();
  $("log").replaceChildren();
}

/** Offer answers under the last message; `pick` gets the button's data and the click. */
export function showButtons(buttons, pick) {
  clearButtons();
  if (buttons.length === 0) return;
  const group = document.createElement("div");
  group.className = "answers";
  group.id = "answers";
  group.setAttribute("role", "group");
  group.dataset.label = "choices";
  group.setAttribute("aria-label", word("choices"));
  for (const offered of buttons) {
    group.append(button("answer", { text: offered.title }, (event) => pick(offered, event)));
  }
  $("log").append(group);
}

export function clearButtons() {
  $("answers")?.remove();
  $("scale")?.remove();
}

/** Show that something is on its way ("typing" or "loading"), or with "" that nothing is; `name` is who writes. */
export function showActivity(key, name = "") {
  $("typing").replaceChildren();
  if (!key) return;
  const line = document.createElement("span");
  line.className = "unseen";
  put(line, name && key === "typing" ? { key: "typing_name", values: { name } } : { key });
  const dots = document.createElement("span");
  dots.className = "waiting";
  dots.append(...[1, 2, 3].map(() => document.createElement("i")));
  $("typing").append(dots, line);
  if (nearEnd()) scrollTo(document.documentElement.scrollHeight);
}

export function showCode(code) {
  $("keep-code").hidden = !code;
  $("return-code").textContent = code ?? "";
}

/** Say above the talk that what is written in it is not kept; `mode` is self_help, practice, or "" where it may be. */
export function showUnkept(mode) {
  sayIn("unkept", mode === "practice" ? "unkept_practice" : "unkept_self_help");
  $("unkept").hidden = !mode;
}

const nearEnd = () => {
  const page = document.documentElement;
  return page.scrollHeight - window.scrollY - window.innerHeight < 240;
};

function scrollTo(top) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  window.scrollTo({ top, behavior: still ? "auto" : "smooth" });
}

/** Bring a new message into view: its beginning, where it is longer than the window. */
export function follow(node) {
  const head = document.querySelector("header").offsetHeight;
  const top = node.getBoundingClientRect().top + window.scrollY - head - 12;
  scrollTo(Math.min(top, document.documentElement.scrollHeight - window.innerHeight));
}

export function jumpToEnd() {
  window.scrollTo(0, document.documentElement.scrollHeight);
}

export function fitBox() {
  const box = $("box");
  const atEnd = nearEnd();
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  if (atEnd) jumpToEnd();
}

export function showCount(count, max) {
  const near = count > max - 500;
  $("count").textContent = near ? word("count", { count: numeral(count), max: numeral(max) }) : "";
  $("count").classList.toggle("care-text", count > max);
}

/** Ask before something that cannot be undone → whether the answer was yes. */
export function ask({ title, text, yes, code = "" }) {
  put($("ask-title"), { key: title });
  put($("ask-text"), { key: text });
  put($("ask-yes"), { key: yes });
  $("ask-code").textContent = code;
  $("ask-code").hidden = !code;
  const dialog = $("ask");
  if (!dialog.showModal) return Promise.resolve(window.confirm(`${word(title)}\n\n${word(text)} ${code}`));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/** Copy a code → whether that worked. */
export async function copy(text, node) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard where the page is not served over HTTPS: select it, so that it can be copied by hand.
    getSelection().selectAllChildren(node);
    return document.execCommand("copy");
  }
}

/** Let the style know how much of the window the header and the composer take. */
export function measure() {
  const parts = { "--head": document.querySelector("header"), "--dock": $("dock") };
  const set = () => {
    for (const [name, node] of Object.entries(parts)) {
      document.documentElement.style.setProperty(name, `${node.offsetHeight}px`);
    }
  };
  const observer = new ResizeObserver(set);
  for (const node of Object.values(parts)) observer.observe(node);
}

/** The two panels of the header: one open at a time, closed by Escape or a click elsewhere. */
export function tendPanels() {
  const panels = [$("crisis"), $("menu")];
  for (const panel of panels) {
    panel.addEventListener("toggle", () => {
      if (panel.open) panels.filter((other) => other !== panel).forEach((other) => (other.open = false));
    });
  }
  document.addEventListener("keydown", (event) => {
    const open = panels.find((panel) => panel.open);
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    closePanel(open);
  });
  document.addEventListener("click", (event) => {
    for (const panel of panels) if (!panel.contains(event.target)) panel.open = false;
  });
}

export function closePanel(panel) {
  panel.open = false;
  panel.querySelector("summary").focus();
}
