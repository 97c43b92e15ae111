// A trainee's classes: asked first, joined with a yes, left at any time; and what supervisors wrote.

import * as api from "./api.js";
import { state } from "./state.js";
import { explain, lost } from "./talk.js";
import * as view from "./view.js";

const { $, word } = view;
// As codes of classes are made: two groups of four. "sama-sama" is no code: one is in capitals or holds a digit.
const CODE = /^[a-z0-9]{4}[- ]?[a-z0-9]{4}$/i;
// A class cannot be joined from a talk about oneself.
const NOT_HERE = 409;
// What was asked about and waits for a yes.
let asked = null;

/** Let the dialog be opened and used. */
export function tendClasses() {
  $("class-close").addEventListener("click", () => $("class").close());
  $("class-form").addEventListener("submit", ask);
  $("class-yes").addEventListener("click", agree);
  $("class-no").addEventListener("click", () => attempt(show));
}

export async function openClasses() {
  $("class").showModal();
  $("class-code").value = $("class-name").value = "";
  await attempt(show);
}

/** Whether a message may be the code of a class and nothing else. */
export const resemblesCode = (text) => CODE.test(text) && (/\d/.test(text) || text === text.toUpperCase());

/** Where a message is the code of a class, ask what joining means → whether it was one, and so is no words of the talk. */
export async function askByCode(code) {
  const talk = state.session;
  try {
    const told = await api.joinClass(talk.token, { code, name: null }, state.language);
    if (state.session !== talk) return true;
    $("class-code").value = code;
    $("class-name").value = "";
    tell();
    $("class").showModal();
    question({ code, name: null }, told);
    return true;
  } catch ({ status, text }) {
    if (status !== NOT_HERE) return false;
    view.notice({ text });
    return true;
  }
}

/** Do something that asks the server; what it refuses is told in the dialog. */
async function attempt(run) {
  tell();
  try {
    await run(state.session.token);
  } catch (error) {
    if (error.status === 401 || error.status === 410) {
      $("class").close();
      lost(error);
    } else {
      tell(explain(error));
    }
  }
}

function tell(what) {
  const line = document.createElement("p");
  if (what) view.put(line, what);
  $("class-notice").replaceChildren(...(what ? [line] : []));
}

async function show(token) {
  list(await api.classesOf(token, state.language));
}

function ask(event) {
  event.preventDefault();
  attempt(async (token) => {
    const about = { code: $("class-code").value, name: $("class-name").value.trim() || null };
    question(about, await api.joinClass(token, about, state.language));
  });
}

function question(about, told) {
  asked = { ...about, agreed: told.version };
  $("class-text").textContent = told.question;
  $("class-question").hidden = false;
  $("class-form").hidden = true;
  $("class-text").focus();
}

function agree() {
  attempt(async (token) => {
    list(await api.joinClass(token, asked, state.language));
    $("class-code").value = $("class-name").value = "";
    tell({ key: "class_joined" });
  });
}

function leave(one) {
  attempt(async (token) => {
    await api.leaveClass(token, one.id, state.language);
    await show(token);
    tell({ key: "class_left" });
  });
}

function list({ classes, comments }) {
  asked = null;
  $("class-question").hidden = true;
  $("class-form").hidden = false;
  $("class-list").replaceChildren(...classes.map(joined));
  $("class-comments").hidden = comments.length === 0;
  $("class-comment-list").replaceChildren(...comments.map(commented));
  // A list that comes late takes nobody out of the code they are typing.
  if (![$("class-code"), $("class-name")].includes(document.activeElement)) $("class-title").focus();
}

function joined(one) {
  const item = document.createElement("li");
  item.append(line(word("class_in", one)));
  if (one.name) item.append(line(word("class_as", one), "quiet"));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = word("class_leave", one);
  button.addEventListener("click", () => leave(one));
  item.append(button);
  return item;
}

function commented(one) {
  const item = document.createElement("li");
  item.append(line(word("class_turn", one), "quiet"), line(word("class_by", one)));
  return item;
}

function line(text, kind = "") {
  const node = document.createElement("p");
  node.textContent = text;
  node.className = kind;
  return node;
}
