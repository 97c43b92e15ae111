// The course of a conversation on this page: arrive, talk, come back, leave.

import * as api from "./api.js";
import * as memory from "./memory.js";
import * as view from "./view.js";

const MAX_CODE_POINTS = 4000;
const { $ } = view;

let language = memory.loadLanguage();
let session = memory.loadSession();
let starting = false;
// The conversation whose messages are on their way, or null.
let sending = null;
// Whether what was said before a reload could not be fetched yet.
let unread = false;

const keep = () => memory.saveSession(session);

/** What to tell a person about a request that failed: the server's words, else the page's. */
function explain({ status, text, timedOut }) {
  if (text) return { text };
  if (timedOut) return { key: "slow" };
  if (status === 0) return { key: navigator.onLine ? "unreachable" : "offline" };
  if (status === 200) return { key: "no_answer" };
  return { key: status === 429 ? "busy" : "trouble" };
}

// --- arriving ---

function arrive(options) {
  view.showArrival(options);
  $("arrival-title").focus({ preventScroll: true });
}

async function start(event) {
  event.preventDefault();
  if (starting) return;
  starting = true;
  view.notice(null);
  view.sayIn("start", "starting");
  try {
    // The address can name a case to practise with, and the seed of its client: chat?case=thesis&seed=7
    const asked = new URLSearchParams(window.location.search);
    const opened = await api.openSession(language, $("code").value.trim(), asked.get("case"), asked.get("seed"));
    const { token, return_code: returnCode = "" } = opened;
    session = { token, returnCode, language, phase: "", buttons: [], outbox: [] };
    unread = false;
    view.clearLog();
    enter();
    receive(opened.messages ?? []);
    window.scrollTo(0, 0);
    settle(event);
  } catch (error) {
    view.notice(error.status === 0 ? { key: "start_failed" } : explain(error));
  } finally {
    starting = false;
    view.sayIn("start", "start");
  }
}

function enter() {
  view.showTalk();
  view.notice(navigator.onLine ? null : { key: "offline" });
  view.showCode(session.returnCode);
  view.showPhase(session.phase);
  // The talk keeps its own language when the page changes its.
  $("log").lang = session.language;
}

function goBack(event) {
  enter();
  view.jumpToEnd();
  settle(event);
}

/** Put the cursor where the next words go, without opening the keyboard of a phone. */
function settle(event) {
  const keyboard = event.type === "submit" ? event.submitter?.matches(":focus-visible") : event.detail === 0;
  const target = keyboard || matchMedia("(pointer: fine)").matches ? $("box") : $("log");
  target.focus({ preventScroll: true });
}

/** Find the conversation again after a reload. */
async function restore() {
  const talk = session;
  sending = talk;
  enter();
  view.showActivity("loading");
  try {
    await flush(talk);
    const history = await api.loadHistory(talk.token, language);
    if (session !== talk) return;
    unread = false;
    $("log").setAttribute("aria-live", "off");
    view.clearLog();
    for (const { who, text } of history) view.addMessage(who === "bot" ? "bot" : "client", text);
    for (const { text, message_id: id } of talk.outbox) view.addMessage("client", text, id);
    if (talk.outbox.length === 0) view.showButtons(talk.buttons, pick);
    view.showPhase(talk.phase);
    view.jumpToEnd();
    setTimeout(() => $("log").setAttribute("aria-live", "polite"), 500);
  } catch (error) {
    if (session !== talk || lost(error)) return;
    unread = true;
    view.notice({ key: "load_failed" }, { key: "try_again", run: restore });
    return;
  } finally {
    done(talk);
  }
  pump();
}

function done(talk) {
  if (sending !== talk) return;
  sending = null;
  view.showActivity("");
}

/** Send what a reload interrupted, so that the history holds its answer. What fails is tried again in view. */
async function flush(talk) {
  try {
    while (talk.outbox.length > 0) {
      const replies = await api.sendMessage(talk.token, talk.outbox[0], language);
      talk.outbox.shift();
      note(talk, replies);
    }
  } catch (error) {
    if (error.status === 401 || error.status === 410) throw error;
  }
}

// --- talking ---

function submit(event) {
  event.preventDefault();
  const text = $("box").value.trim();
  if (!text || !session) return;
  const count = [...text].length;
  if (count > MAX_CODE_POINTS) {
    const values = { count: view.numeral(count), max: view.numeral(MAX_CODE_POINTS) };
    view.notice({ key: "too_long", values });
    screen(text);
    return;
  }
  $("box").value = "";
  boxChanged();
  say({ text });
}

/** A text too long to be answered is still screened by the server: a hand-off comes with the refusal. */
async function screen(text) {
  const talk = session;
  try {
    await api.sendMessage(talk.token, { text, message_id: api.newMessageId() }, language);
  } catch (error) {
    if (session !== talk || lost(error)) return;
    if (error.status === 413) refuse(error);
  }
}

function refuse(error) {
  if (error.text) view.notice({ text: error.text });
  receive(error.messages);
}

function pick({ title, payload }, event) {
  say(payload === undefined ? { text: title } : { text: title, payload });
  settle(event);
}

function say(message) {
  const id = api.newMessageId();
  session.outbox.push({ ...message, message_id: id });
  session.buttons = [];
  keep();
  if (navigator.onLine) view.notice(null);
  view.clearButtons();
  view.follow(view.addMessage("client", message.text, id));
  pump();
}

/** Send what waits, one after the other, each under its own id until it is answered. */
async function pump() {
  if (!session?.outbox.length || sending === session) return;
  const talk = session;
  sending = talk;
  for (const { message_id: id } of talk.outbox) view.markMessage(id, null);
  // Not at once: most answers are there before anyone wonders.
  const patience = setTimeout(() => view.showActivity("typing"), 300);
  try {
    while (talk.outbox.length > 0) {
      const replies = await api.sendMessage(talk.token, talk.outbox[0], language);
      if (session !== talk) return;
      talk.outbox.shift();
      receive(replies);
    }
  } catch (error) {
    if (session === talk) fail(error);
  } finally {
    clearTimeout(patience);
    done(talk);
  }
}

function fail(error) {
  if (lost(error)) return;
  const [first, ...rest] = session.outbox;
  if (error.status === 400 || error.status === 413) {
    session.outbox.shift();
    keep();
    view.dropMessage(first.message_id);
    giveBack([first]);
    view.notice({ key: "refused" });
    refuse(error);
  } else {
    view.markMessage(first.message_id, explain(error), { key: "try_again", run: pump });
    receive(error.messages); // a hand-off comes with a refusal too
  }
  for (const { message_id: id } of rest) view.markMessage(id, { key: "waiting" });
}

/** Put unsent words back into the box, before what was written since. */
function giveBack(messages) {
  const texts = messages.map(({ text }) => text);
  if ($("box").value) texts.push($("box").value);
  $("box").value = texts.join("\n");
  boxChanged();
}

/** Keep what the replies say beside their words. */
function note(talk, replies) {
  const custom = replies.at(-1)?.custom ?? {};
  if (custom.phase) talk.phase = custom.phase;
  if (custom.language) talk.language = custom.language;
  talk.buttons = replies.flatMap((reply) => reply.buttons ?? []);
  if (session === talk) keep();
}

function receive(replies) {
  if (replies.length === 0) return;
  note(session, replies);
  view.clearButtons();
  view.showActivity("");
  $("log").lang = session.language;
  const added = replies.filter(({ text }) => text).map(({ text }) => view.addMessage("bot", text));
  view.showButtons(session.buttons, pick);
  if (!$("talk").hidden) view.showPhase(session.phase);
  if (added.length > 0) view.follow(added[0]);
}

// --- endings ---

/** Deal with a conversation that is over or deleted → whether it was one. */
function lost(error) {
  if (error.status === 410) {
    gone(error.text ? { text: error.text } : { key: "deleted" });
    return true;
  }
  if (error.status !== 401) return false;
  const unsent = session.outbox.splice(0);
  keep();
  unsent.forEach(({ message_id: id }) => view.dropMessage(id));
  giveBack(unsent);
  receive(error.messages);
  const what = error.text ? { text: error.text } : { key: "expired" };
  const goOn = () => arrive({ code: session.returnCode });
  if ($("log").hasChildNodes()) {
    view.notice(what, { key: "start_again", run: goOn });
  } else {
    goOn();
    view.notice(what);
  }
  return true;
}

/** Leave a conversation behind on this device. */
function gone(what) {
  memory.forgetSession();
  session = null;
  view.clearLog();
  view.showCode("");
  $("box").value = "";
  boxChanged();
  arrive();
  view.notice(what);
}

async function forget() {
  const code = session.returnCode;
  const agreed = await view.ask({ title: "forget_title", text: "forget_explain", yes: "forget_yes", code });
  if (agreed) gone({ key: "forgotten" });
}

async function deleteData() {
  const { token } = session;
  if (!(await view.ask({ title: "delete_title", text: "delete_explain", yes: "delete_yes" }))) return;
  try {
    await api.deleteData(token, language);
    gone({ key: "deleted" });
  } catch (error) {
    if (!lost(error)) view.notice(error.text ? { text: error.text } : { key: "delete_failed" });
  }
}

async function download(format) {
  try {
    const blob = await api.exportData(session.token, format, language);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `rembuk-${new Date().toISOString().slice(0, 10)}.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    view.notice({ key: "downloaded" });
  } catch (error) {
    if (!lost(error)) view.notice(error.text ? { text: error.text } : { key: "download_failed" });
  }
}

/** Leave at once and without a trace in this tab: for someone who is being watched. */
function exit(event) {
  event.preventDefault();
  const { href } = event.currentTarget;
  memory.forgetSession();
  document.body.replaceChildren();
  try {
    window.top.location.replace(href);
  } catch {
    window.location.replace(href);
  }
}

// --- wiring ---

function boxChanged() {
  view.fitBox();
  view.showCount([...$("box").value.trim()].length, MAX_CODE_POINTS);
}

function choose(chosen) {
  language = chosen;
  memory.saveLanguage(chosen);
  view.showLanguage(chosen);
  boxChanged();
}

function boxKey(event) {
  // While a word is being composed, Enter belongs to the keyboard's own menu.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("composer").requestSubmit();
}

async function copyCode() {
  const copied = await view.copy(session.returnCode, $("return-code"));
  view.sayIn("copy", copied ? "copied" : "copy_failed");
  setTimeout(() => view.sayIn("copy", "copy"), 4000);
}

function inMenu(id, run) {
  $(id).addEventListener("click", () => {
    view.closePanel($("menu"));
    run();
  });
}

view.showLanguage(language);
view.tendPanels();
view.measure();
view.sayIn("remembered", memory.remembers ? "remembered" : "not_remembered");
for (const node of document.querySelectorAll("[data-language]")) {
  node.addEventListener("click", () => choose(node.dataset.language));
}
for (const node of document.querySelectorAll("[data-download]")) {
  node.addEventListener("click", () => {
    view.closePanel($("menu"));
    download(node.dataset.download);
  });
}
$("arrival").addEventListener("submit", start);
$("back").addEventListener("click", goBack);
$("composer").addEventListener("submit", submit);
$("box").addEventListener("input", boxChanged);
$("box").addEventListener("keydown", boxKey);
$("copy").addEventListener("click", copyCode);
$("forget").addEventListener("click", forget);
$("crisis-close").addEventListener("click", () => view.closePanel($("crisis")));
$("exit").addEventListener("click", exit);
inMenu("menu-code", () => {
  window.scrollTo(0, 0);
  $("copy").focus();
});
inMenu("menu-new", () => arrive({ code: session.returnCode, back: true }));
inMenu("menu-forget", forget);
inMenu("menu-delete", deleteData);
addEventListener("offline", () => view.notice({ key: "offline" }));
addEventListener("online", () => {
  view.notice(null);
  if (unread) restore();
  else pump();
});

if (session) restore();
else view.showArrival();
