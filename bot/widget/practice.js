// Practice on the page: the client's face, mood and clock, the commands, and feedback under one's own words.

import { debriefParts } from "./debrief.js";
import { avatar, moodFace } from "./faces.js";
import { keep, state } from "./state.js";
import * as view from "./view.js";
import { words } from "./words.js";

const { $ } = view;
const MOODS = { hurt: "mood_hurt", closed: "mood_closed", wary: "mood_wary", calm: "mood_calm", open: "mood_open" };
const COMMANDS = { hint: "command_hint", take_back: "command_take_back", end: "command_end" };
const PAYLOAD = /^\/practise\{"command": ?"(hint|take_back|end)"\}$/;
const TAKE_BACK = ["command_take_back"].flatMap((key) => [words.id[key], words.en[key]]);
const SPOKEN = Object.values(COMMANDS).flatMap((key) => [words.id[key], words.en[key]]);
let ticking = 0;
// The last words of the client on show.
let lastLine = "";

/** Who the page says is writing. */
export const speaker = () => (state.session?.mode === "practice" ? (state.session.person?.name ?? "") : "");

/** Show or hide what belongs to practice alone. */
export function enter(session, practising) {
  stop();
  $("practice").hidden = $("menu-class").hidden = !practising;
  $("tools").hidden = true;
  if (!practising) return;
  lastLine = "";
  const { name = "", age = 0 } = session.person ?? {};
  $("client-face").replaceChildren(avatar(name, age, 40));
  $("client-name").textContent = name;
  showMood(session.mood);
  showClock();
  if (!session.endedAt) ticking = setInterval(showClock, 1000);
}

export function stop() {
  clearInterval(ticking);
  $("practice").hidden = true;
  $("tools").hidden = true;
}

function showMood(mood) {
  const known = MOODS[mood];
  $("mood").hidden = !known;
  if (!known) return;
  $("mood-face").replaceChildren(moodFace(mood, 22));
  view.put($("mood-words"), { key: known });
}

function showClock() {
  const { startedAt, endedAt } = state.session ?? {};
  if (!startedAt) return;
  const seconds = Math.max(0, Math.floor(((endedAt || Date.now()) - startedAt) / 1000));
  const two = (number) => String(number).padStart(2, "0");
  $("clock").textContent = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** Put the commands among the buttons into the row of tools → the other buttons. */
export function takeCommands(talk, buttons) {
  const offered = new Map();
  const answers = [];
  for (const button of buttons) {
    const command = PAYLOAD.exec(button.payload ?? "")?.[1];
    if (command) offered.set(command, button.payload);
    else answers.push(button);
  }
  $("tools").hidden = offered.size === 0;
  for (const tool of $("tools").querySelectorAll("button")) {
    tool.hidden = !offered.has(tool.value);
    tool.dataset.payload = offered.get(tool.value) ?? "";
  }
  return answers;
}

/** Let the tools be pressed; `say` gets the message. */
export function tendTools(say) {
  for (const tool of $("tools").querySelectorAll("button")) {
    tool.addEventListener("click", () => {
      say({ text: words[state.session.language][COMMANDS[tool.value]], payload: tool.dataset.payload });
    });
  }
}

/** Add a line of practice where it belongs → its message, or null where it is none of its own. */
export function addLine(who, text, custom = {}, id) {
  if (who === "client") return addOwn(text, id);
  const { kind } = custom;
  if (kind === "feedback") return addFeedback(text, custom, id);
  if (kind === "client") {
    if (id) goOn();
    if (custom.mood) {
      state.session.mood = custom.mood;
      keep();
      showMood(custom.mood);
    }
    // After a hint the client's last words come again: they still stand above.
    if (text === lastLine && $("log").lastElementChild?.matches(".aside")) return null;
    lastLine = text;
    return view.addMessage("bot", text, undefined, { speaker: speaker(), kind: "spoken" });
  }
  if (kind === "introduction") return addIntroduction(text);
  if (kind === "debrief" && id) finish();
  return kind === "debrief" ? addDebrief(text) : view.addMessage("bot", text, undefined, { kind: "aside" });
}

/** The debrief in short stands in a card of its own. */
function addDebrief(text) {
  const node = view.addMessage("bot", "", undefined, { kind: "aside debrief" });
  const told = document.createElement("div");
  told.className = "text";
  told.append(...debriefParts(text));
  node.querySelector(".text").replaceWith(told);
  return node;
}

/** Who comes is said at once; what the codes mean waits until it is wanted. */
function addIntroduction(text) {
  const [who, ...codes] = text.split("\n\n");
  const node = view.addMessage("bot", who, undefined, { kind: "aside" });
  if (codes.length === 0) return node;
  const more = document.createElement("details");
  more.className = "more";
  const summary = document.createElement("summary");
  view.put(summary, { key: "about_codes" });
  const told = document.createElement("p");
  told.className = "text";
  told.textContent = codes.join("\n\n");
  more.append(summary, told);
  node.append(more);
  return node;
}

function addOwn(text, id) {
  if (!SPOKEN.includes(text)) return view.addMessage("client", text, id);
  if (TAKE_BACK.includes(text)) ownMessages().at(-1)?.classList.add("taken-back");
  return view.addMessage("client", text, id, { kind: "command" });
}

const ownMessages = () => [...$("log").querySelectorAll(".message.client:not(.command, .taken-back)")];

/** A session that was over goes on where its trainee went back in it. */
function goOn() {
  if (!state.session.endedAt) return;
  state.session.endedAt = 0;
  keep();
  ticking = setInterval(showClock, 1000);
}

function finish() {
  state.session.endedAt = Date.now();
  keep();
  clearInterval(ticking);
  showClock();
}

/** A quiet card under one's own words, opened on demand; while open, the words that earned a code are marked. */
function addFeedback(text, { codes = [] }, id) {
  const own = view.messageOf(id) ?? ownMessages().at(-1);
  if (!own) return view.addMessage("bot", text, undefined, { kind: "aside" });
  own.querySelector(".feedback")?.remove();
  const card = document.createElement("details");
  card.className = "feedback";
  const summary = document.createElement("summary");
  view.put(summary, { key: "feedback" });
  const told = document.createElement("p");
  told.textContent = text;
  card.append(summary, told);
  own.append(card);
  const said = own.querySelector(".text");
  const plain = said.textContent;
  card.addEventListener("toggle", () => {
    said.replaceChildren(...(card.open ? marked(plain, codes) : [plain]));
  });
  return null;
}

/** A text in pieces, those marked that earned a code; spans count code points. */
function marked(text, codes) {
  const points = [...text];
  const earned = new Array(points.length).fill(false);
  for (const { span: [start, end] = [0, 0] } of codes) earned.fill(true, start, end);
  const pieces = [];
  for (let at = 0; at < points.length; ) {
    let end = at;
    while (end < points.length && earned[end] === earned[at]) end += 1;
    const piece = points.slice(at, end).join("");
    if (earned[at]) {
      const mark = document.createElement("mark");
      mark.textContent = piece;
      pieces.push(mark);
    } else {
      pieces.push(piece);
    }
    at = end;
  }
  return pieces;
}
