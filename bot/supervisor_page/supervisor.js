// The page for supervisors: signing in, the table of a class, one session. Everything from outside goes in as text.

import { request, requestJson } from "./api.js";
import { loadLanguage, saveLanguage } from "./memory.js";
import { words } from "./supervisor-words.js";

const TOKEN = "rembuk.supervisor";
const SCREENS = ["sign-in", "classes", "cohort", "report"];
const $ = (id) => document.getElementById(id);

let language = loadLanguage();
let token = remembered();
// What is on show is fetched anew when the language changes.
let again = showClasses;
let open = { id: "", name: "" };

// --- words and nodes ---

function word(key, values = {}) {
  return words[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

function make(tag, text = "", { kind = "", ...attributes } = {}) {
  const node = document.createElement(tag);
  node.textContent = text;
  if (kind) node.className = kind;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function press(kind, text, run) {
  const node = make("button", text, { kind, type: "button" });
  node.addEventListener("click", run);
  return node;
}

function showLanguage() {
  document.documentElement.lang = language;
  document.title = word("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", word(node.dataset.label));
  for (const node of document.querySelectorAll("[data-language]")) {
    node.setAttribute("aria-pressed", String(node.dataset.language === language));
  }
}

function place(name, title) {
  for (const screen of SCREENS) $(screen).hidden = screen !== name;
  $("sign-out").hidden = name === "sign-in";
  if (!title) return;
  window.scrollTo(0, 0);
  $(title).focus({ preventScroll: true });
}

function notice(text = "") {
  $("notice").replaceChildren(...(text ? [make("p", text)] : []));
}

const called = ({ name, number }) => name ?? word("trainee_number", { number });
const figure = (value) => (value === null ? "–" : value.toLocaleString(language, { maximumFractionDigits: 2 }));
const day = (date) => (date ? new Date(`${date}T12:00`).toLocaleDateString(language, { dateStyle: "medium" }) : "–");

// --- asking the server ---

function remembered() {
  try {
    return sessionStorage.getItem(TOKEN) ?? "";
  } catch {
    return "";
  }
}

function remember(value) {
  token = value;
  try {
    if (value) sessionStorage.setItem(TOKEN, value);
    else sessionStorage.removeItem(TOKEN);
  } catch {
    // Forbidden: a reload asks to sign in again.
  }
}

/** Do something that asks the server; what it refuses is told, and who is not signed in any more may sign in. */
async function attempt(run) {
  notice();
  try {
    await run();
  } catch (error) {
    if (error.status === undefined) throw error;
    if (error.status === 401) {
      remember("");
      place("sign-in");
    }
    notice(error.text || word("unreachable"));
  }
}

const get = (path) => requestJson("GET", path, { token, language });

// --- signing in and out ---

function signIn(event) {
  event.preventDefault();
  const body = { name: $("name").value, password: $("password").value };
  $("password").value = "";
  attempt(async () => {
    const signed = await requestJson("POST", "supervisor/session", { body, language });
    remember(signed.token);
    await showClasses();
  });
}

function signOut() {
  attempt(async () => {
    await requestJson("DELETE", "supervisor/session", { token, language });
    remember("");
    place("sign-in");
    notice(word("signed_out"));
    $("name").focus();
  });
}

// --- classes ---

async function showClasses() {
  again = showClasses;
  const { classes } = await get("supervisor/classes");
  const items = classes.map((one) => {
    const item = make("li");
    const about = ` ${one.code} · ${word("trainees", { count: one.trainees })}`;
    item.append(press("plain", one.name, () => attempt(() => showCohort(one))), make("span", about, { kind: "quiet" }));
    return item;
  });
  $("class-list").replaceChildren(...(items.length ? items : [make("li", word("no_classes"))]));
  place("classes", "classes-title");
}

async function showCohort({ id, name }) {
  again = () => showCohort({ id, name });
  const { class: named, skills, trainees } = await get(`supervisor/classes/${id}`);
  open = { id, name };
  $("cohort-title").textContent = named.name;
  $("class-code").textContent = named.code;
  $("nobody").hidden = trainees.length > 0;
  $("scroll").hidden = $("csv").hidden = trainees.length === 0;
  $("table").replaceChildren(make("caption", word("caption")), head(skills), body(skills, trainees));
  $("skills").replaceChildren(...skills.flatMap((one) => [make("dt", one.code), make("dd", one.name)]));
  $("held").hidden = true;
  place("cohort", "cohort-title");
}

function head(skills) {
  const row = make("tr");
  for (const key of ["trainee", "sessions", "last", "quality"]) row.append(make("th", word(key), { scope: "col" }));
  for (const { code, name } of skills) {
    const cell = make("th", code, { scope: "col" });
    cell.append(make("span", `: ${name}`, { kind: "unseen" }));
    row.append(cell);
  }
  const part = make("thead");
  part.append(row);
  return part;
}

function body(skills, trainees) {
  const part = make("tbody");
  for (const trainee of trainees) {
    const row = make("tr");
    const name = make("th", "", { scope: "row" });
    name.append(press("link", called(trainee), () => showHeld(trainee)));
    const figures = [trainee.quality, ...skills.map(({ code }) => trainee.scores[code])];
    row.append(name, make("td", String(trainee.sessions)), make("td", day(trainee.last)));
    row.append(...figures.map((value) => make("td", figure(value))));
    part.append(row);
  }
  return part;
}

function showHeld(trainee) {
  $("held-title").textContent = word("held_title", { name: called(trainee) });
  const items = trainee.held.map((one) => {
    const item = make("li");
    const about = word("held", { ...one, date: day(one.date) });
    const text = one.ended ? about : `${about} · ${word("going_on")}`;
    item.append(press("plain", text, () => attempt(() => showReport(one.id))));
    return item;
  });
  $("held-list").replaceChildren(...(items.length ? items : [make("li", word("no_sessions"))]));
  $("held").hidden = false;
  $("held-title").focus();
}

function download() {
  attempt(async () => {
    const blob = await request("GET", `supervisor/classes/${open.id}?format=csv`, { token, language });
    const link = make("a", "", { download: "rembuk-class.csv" });
    link.href = URL.createObjectURL(blob);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });
}

// --- one session ---

async function showReport(id) {
  again = () => showReport(id);
  const report = await get(`supervisor/sessions/${id}`);
  const { session, trainee } = report;
  $("report-title").textContent = word("report_title", { name: called(trainee), title: session.title });
  $("report-about").textContent = word("report_about", { ...session, date: day(session.date) });
  $("debrief").textContent = report.debrief;
  const opening = make("li", "", { kind: "turn" });
  opening.append(make("p", report.client, { kind: "who" }), said(report.opening, report));
  $("transcript").replaceChildren(opening, ...report.transcript.map((turn) => turnOf(turn, report)));
  place("report", "report-title");
}

function said(text, { language: spoken }, kind = "") {
  return make("p", text, { kind: `said ${kind}`.trim(), lang: spoken });
}

function turnOf(turn, report) {
  const node = make("li", "", { kind: "turn" });
  const comments = make("div");
  comments.append(...turn.comments.map(commentOf));
  node.append(
    make("p", word("turn", { turn: turn.turn, name: called(report.trainee) }), { kind: "who" }),
    said(turn.text, report, "mine"),
    make("p", [...new Set(turn.codes.map(({ code }) => report.codes[code]))].join(" · "), { kind: "quiet" }),
    comments,
    writing(turn, report, comments),
    make("p", report.client, { kind: "who" }),
    said(turn.reply, report),
  );
  return node;
}

function commentOf({ by, text }) {
  const node = make("div", "", { kind: "comment" });
  node.append(make("p", word("comment_by", { by }), { kind: "who" }), make("p", text));
  return node;
}

function writing({ turn }, { session }, comments) {
  const folded = make("details", "", { kind: "write" });
  const form = make("form");
  const label = word("comment_write", { turn });
  const box = make("textarea", "", { maxlength: "2000", required: "", "aria-label": label });
  form.append(box, make("button", word("comment_send"), { kind: "plain", type: "submit" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!box.value.trim()) return;
    attempt(async () => {
      const written = { turn, text: box.value };
      const path = `supervisor/sessions/${session.id}/comments`;
      comments.append(commentOf(await requestJson("POST", path, { token, language, body: written })));
      box.value = "";
      folded.open = false;
      notice(word("comment_sent"));
      folded.querySelector("summary").focus();
    });
  });
  folded.append(make("summary", label), form);
  return folded;
}

// --- wiring ---

$("sign-in").addEventListener("submit", signIn);
$("sign-out").addEventListener("click", signOut);
$("to-classes").addEventListener("click", () => attempt(showClasses));
$("to-cohort").addEventListener("click", () => attempt(() => showCohort(open)));
$("csv").addEventListener("click", download);
for (const node of document.querySelectorAll("[data-language]")) {
  node.addEventListener("click", () => {
    language = node.dataset.language;
    saveLanguage(language);
    showLanguage();
    notice();
    if (token) attempt(again);
  });
}
showLanguage();
if (token) attempt(showClasses);
