// A trainee's classes: asked first, joined with a yes, left at any time; and what supervisors wrote.

import * as api from "./api.js";
import { state } from "./state.js";
import { explain, lost } from "./talk.js";
import * as view from "./view.js";

const { $, word } = view;
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
    const { question, version } = await api.joinClass(token, about, state.language);
    asked = { ...about, agreed: version };
    $("class-text").textContent = question;
    $("class-question").hidden = false;
    $("class-form").hidden = true;
    $("class-text").focus();
  });
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
  $("class-title").focus();
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
