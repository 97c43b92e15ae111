// The HTTP interface of Rembuk. This file lies in static/, one level below it.

const BASE = new URL("..", import.meta.url);
const PATIENCE_MS = 45000;

/**
 * A request that brought no answer.
 * status: the HTTP status; 0 when nothing came back. timedOut: it took too long.
 * text: what the server says to the person, or "". messages: what the bot says all the same (a hand-off).
 * retryAfter: after how many seconds it may be tried again, 0 where that is not said.
 */
export class Refused extends Error {
  constructor(status, { text = "", messages = [], timedOut = false, retryAfter = 0 } = {}) {
    super(`refused: ${status}`);
    Object.assign(this, { status, text, messages, timedOut, retryAfter });
  }
}

/** Ask the server → a Blob. Raises: Refused. */
export async function request(method, path, { token, body, language }) {
  const headers = { "Accept-Language": language };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await fetch(new URL(path, BASE), {
      method,
      headers,
      body: body && JSON.stringify(body),
      signal: patience.signal,
      cache: "no-store",
      credentials: "omit",
    });
    // Read to the end inside the time limit: a connection can die in the middle of a body.
    const blob = await response.blob();
    if (response.ok) return blob;
    throw await refusal(response, blob);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(0, { timedOut: patience.signal.aborted });
  } finally {
    clearTimeout(timer);
  }
}

async function refusal({ status, headers }, blob) {
  const wait = Number(headers.get("Retry-After"));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? Math.ceil(wait) : 0;
  try {
    const { error, messages } = JSON.parse(await blob.text());
    return new Refused(status, {
      retryAfter,
      text: typeof error?.message === "string" ? error.message : "",
      messages: Array.isArray(messages) ? messages : [],
    });
  } catch {
    return new Refused(status, { retryAfter });
  }
}

/** The same → what its JSON holds. */
export async function requestJson(method, path, options) {
  const blob = await request(method, path, options);
  try {
    return JSON.parse(await blob.text());
  } catch {
    throw new Refused(200);
  }
}

/** Open a conversation, of practice where a case (and a seed) is named → {token, return_code, expires_at, messages}. */
export async function openSession(language, returnCode, practiceCase, seed) {
  const body = practiceCase ? { language, mode: "practice", case: practiceCase } : { language, mode: "self_help" };
  if (practiceCase && seed) body.seed = /^\d+$/.test(seed) ? Number(seed) : seed; // the server says what is wrong with it
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (timezone) body.timezone = timezone;
  if (returnCode) body.return_code = returnCode;
  const opened = await requestJson("POST", "session", { body, language });
  if (!opened?.token) throw new Refused(200);
  return opened;
}

/** Send one message {text, message_id, payload?} → the replies, at least one. */
export async function sendMessage(token, message, language) {
  const replies = await requestJson("POST", "webhook", { token, body: message, language });
  if (!Array.isArray(replies) || replies.length === 0) throw new Refused(200);
  return replies;
}

/** The simulated clients, the easiest first → [{case, title, setting, text, person, difficulty, style}]. */
export async function listCases(language) {
  const found = await requestJson("GET", `cases?language=${language}`, { language });
  return Array.isArray(found) ? found : [];
}

/** What was said so far → [{who, text, at, custom?}]. */
export async function loadHistory(token, language) {
  const { messages } = await requestJson("GET", "history", { token, language });
  return Array.isArray(messages) ? messages : [];
}

/** The person's data as a Blob; format is one of json, html, ics, pdf. */
export function exportData(token, format, language) {
  return request("GET", `export?format=${format}`, { token, language });
}

/** Buy a link under which the reports of the person open for a while → its address. */
export async function reportLink(token, language) {
  const { url } = await requestJson("POST", "report-link", { token, language });
  if (typeof url !== "string") throw new Refused(200);
  return new URL(url, BASE);
}

/** What the person lets be kept → {kept: of talks like this one, null where not answered yet; in_force: [purpose]}. */
export const consentOf = (token, language) => requestJson("GET", "consent", { token, language });

export const setConsent = (token, keep, language) => requestJson("POST", "consent", { token, body: { keep }, language });

/** A trainee's classes and what supervisors wrote → {classes, comments}. */
export const classesOf = (token, language) => requestJson("GET", "class", { token, language });

/** Ask what joining means {code, name} → {question, version}; or join, with {agreed: version} → {classes, comments}. */
export const joinClass = (token, body, language) => requestJson("POST", "class", { token, body, language });

export const leaveClass = (token, id, language) => request("DELETE", `class/${id}`, { token, language });

export function deleteData(token, language) {
  return request("DELETE", "data", { token, language });
}

/** A name for one message, so that a repeat is known as one. */
export function newMessageId() {
  // randomUUID is missing where the page is not served over HTTPS or from this machine.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
