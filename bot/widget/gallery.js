// The simulated clients to choose from.

import * as api from "./api.js";
import { avatar } from "./faces.js";
import { $, put, word } from "./view.js";

const DIFFICULTIES = { 1: "difficulty_1", 2: "difficulty_2", 3: "difficulty_3" };
const HARDEST = 3;
const STYLES = {
  talkative: "style_talkative",
  ironic: "style_ironic",
  pleasing: "style_pleasing",
  guarded: "style_guarded",
  resistant: "style_resistant",
  dutiful: "style_dutiful",
  quiet: "style_quiet",
  sulky: "style_sulky",
};

const known = new Map();

/** The cases in a language, asked for once. */
export async function cases(language) {
  if (!known.has(language)) known.set(language, await api.listCases(language));
  return known.get(language);
}

/** Fill the gallery; `choose` gets the case and the click. */
export async function showCases(language, choose) {
  const list = $("cases");
  say({ key: "cases_loading" });
  try {
    const found = await cases(language);
    list.replaceChildren(...found.map((one) => card(one, language, choose)));
    say(null);
  } catch {
    list.replaceChildren();
    say({ key: "cases_failed" }, () => showCases(language, choose));
  }
}

function say(what, again) {
  const place = $("cases-notice");
  place.replaceChildren();
  if (!what) return;
  const line = document.createElement("p");
  put(line, what);
  place.append(line);
  if (!again) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  put(button, { key: "try_again" });
  button.addEventListener("click", again);
  place.append(button);
}

function card(one, language, choose) {
  const item = document.createElement("li");
  item.className = "client-card";
  item.lang = language;
  const head = document.createElement("div");
  head.className = "client-head";
  const name = document.createElement("h3");
  name.textContent = `${one.person.name}, ${one.person.age}`;
  const title = document.createElement("p");
  title.className = "quiet";
  title.textContent = one.title;
  const names = document.createElement("div");
  names.append(name, title);
  head.append(avatar(one.person.name, one.person.age, 64), names);
  const text = document.createElement("p");
  text.textContent = firstSentence(one.text);
  const start = document.createElement("button");
  start.type = "button";
  start.className = "plain stretched";
  start.dataset.case = one.case;
  put(start, { key: "practise_with", values: { name: one.person.name } });
  start.addEventListener("click", (event) => choose(one, event));
  item.append(head, text, meta(one), start);
  return item;
}

const firstSentence = (text) => text.split(/(?<=[.!?])\s/)[0];

function meta(one) {
  const line = document.createElement("p");
  line.className = "quiet meta";
  const dots = document.createElement("span");
  dots.className = "dots";
  dots.setAttribute("aria-hidden", "true");
  for (let at = 1; at <= HARDEST; at += 1) {
    const dot = document.createElement("i");
    dot.className = at <= one.difficulty ? "full" : "";
    dots.append(dot);
  }
  const difficulty = document.createElement("span");
  difficulty.textContent = DIFFICULTIES[one.difficulty] ? word(DIFFICULTIES[one.difficulty]) : String(one.difficulty);
  const style = document.createElement("span");
  style.className = "style";
  style.textContent = STYLES[one.style] ? word(STYLES[one.style]) : one.style;
  line.append(dots, difficulty, style);
  return line;
}
