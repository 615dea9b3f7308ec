// Delivering: ask how things stand, send the photos, then the operations in the order in which they
// were done. Whatever is lost on the way is sent again under the same ids; the server does each once.
import { change } from "./base.js";
import { forget } from "./left.js";
import {
  DELIVERED, RETURNED, WAITING, forgetDelivered, operations, photosOf, settle, tell,
} from "./outbox.js";
import { mark, upload } from "./photos.js";
import { devices, openVault, setAside, use, wipe } from "./vault.js";

const BATCH = 20;
const VERSION = 1;

// No network, a server that is down, or one that wants somebody to sign in first.
class Away extends Error {}
class SignIn extends Error {}

async function ask(url, options = {}) {
  let answer;
  try {
    answer = await fetch(url, { redirect: "manual", cache: "no-store", ...options });
  } catch {
    throw new Away("no network");
  }
  if (answer.type === "opaqueredirect") throw new SignIn("asked to sign in");
  if (answer.status >= 500 || answer.status === 429) throw new Away(`server: ${answer.status}`);
  if (!answer.headers.get("Content-Type")?.includes("application/json")) {
    throw answer.status === 403 ? new SignIn("no token") : new Away(`not understood: ${answer.status}`);
  }
  return { ok: answer.ok, status: answer.status, ...(await answer.json()) };
}

export const standingOf = (device) => ask(`/field/standing/${device}/`);

const json = (csrf, body) => ({
  method: "POST",
  headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
  body: JSON.stringify(body),
});

function sender(csrf) {
  return (path, { method, json: content, body, offset }) => {
    const headers = { "X-CSRFToken": csrf };
    if (content) headers["Content-Type"] = "application/json";
    if (offset !== undefined) {
      headers["Content-Type"] = "application/octet-stream";
      headers["Upload-Offset"] = String(offset);
    }
    return ask(`/field/uploads/${path}`, { method, headers, body: content ? JSON.stringify(content) : body });
  };
}

// How the phone of this page stands with the server; acts on a revocation at once.
async function standing() {
  const vault = await openVault();
  if (!vault) return null;
  const told = await standingOf(vault.device);
  if (told.standing === "revoked") {
    await wipe(vault.device);
    await forget();
    return { state: "revoked" };
  }
  if (!told.signed_in) throw new SignIn("signed out");
  if (!told.mine) {
    await setAside(vault.device);
    return { state: "other" };
  }
  await use(vault.device, told.days);
  return { state: "ok", ...told };
}

async function sendPhotos(operation, send) {
  for (const id of photosOf(operation)) {
    const refusal = await upload(id, send);
    if (!refusal) continue;
    if (refusal.status === 422) return refusal;
    throw new Away(refusal.code);
  }
  return null;
}

function worded(operation) {
  const { id, name, subject, said, files } = operation;
  return { id, name, subject, said, files: files ?? {}, captured_at: operation.captured_at };
}

async function take(outcome) {
  const { id, state, sentence, code, conflict, url, text } = outcome;
  if (state === DELIVERED) await settle(id, DELIVERED, { result: { url, text } });
  if (state === RETURNED) await settle(id, RETURNED, { refusal: { sentence, code, conflict } });
  for (const missing of outcome.missing ?? []) await mark(missing, false);
}

async function post(batch, csrf) {
  let answer;
  try {
    answer = await ask("/field/sync/", json(csrf, { v: VERSION, operations: batch.map(worded) }));
  } catch (problem) {
    if (batch.length === 1 || !(problem instanceof Away) || !problem.message.startsWith("server")) throw problem;
    return postEach(batch, csrf);
  }
  if (answer.ok) return answer.outcomes;
  // Refused whole, by a server that speaks another version: it comes back with that sentence.
  const { sentence, code } = answer;
  return batch.length === 1 ? [{ id: batch[0].id, state: RETURNED, sentence, code }] : postEach(batch, csrf);
}

// One that the server cannot digest must not keep the others waiting.
async function postEach(batch, csrf) {
  const outcomes = [];
  for (const one of batch) {
    outcomes.push(...(await post([one], csrf).catch(() => [{ id: one.id, state: "later" }])));
  }
  return outcomes;
}

async function deliverAll(csrf) {
  const send = sender(csrf);
  const waiting = (await operations(WAITING)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const stuck = new Set((await operations(RETURNED)).map((one) => one.subject).filter(Boolean));
  let batch = [];
  const flush = async () => {
    const outcomes = batch.length ? await post(batch, csrf) : [];
    batch = [];
    for (const outcome of outcomes) {
      await take(outcome);
      const { subject } = waiting.find((one) => one.id === outcome.id) ?? {};
      if (subject && outcome.state !== DELIVERED) stuck.add(subject);
    }
  };
  for (const one of waiting) {
    // What comes after a returned step on the same matter waits until that one is settled.
    if (stuck.has(one.subject)) continue;
    const refusal = await sendPhotos(one, send);
    if (refusal) {
      await settle(one.id, RETURNED, { refusal });
      if (one.subject) stuck.add(one.subject);
      continue;
    }
    batch.push(one);
    if (batch.length === BATCH) await flush();
  }
  await flush();
}

async function remember(state) {
  const vault = await openVault();
  if (vault) await change(vault.base, [["kept", { id: "contact", state, at: Date.now() }]]);
  tell();
  return state;
}

async function once() {
  try {
    const found = await standing();
    if (!found) return "none";
    if (found.state !== "ok") return found.state;
    await deliverAll(found.csrf);
    await forgetDelivered();
    return await remember("online");
  } catch (problem) {
    if (problem instanceof SignIn) return remember("signin");
    if (!(problem instanceof Away)) throw problem;
    return remember("away");
  }
}

// Delivers what waits; returns how things stand: online, away, signin, revoked, other or none. One
// at a time on this phone, whether a page or the service worker asks.
export function deliver() {
  if (!navigator.locks) return once();
  return navigator.locks.request("heli-field-delivery", once);
}

// After somebody signed in: the device of this phone that is theirs, if there is one.
export async function findOwn() {
  for (const one of await devices()) {
    const told = await standingOf(one.id);
    if (told.standing === "revoked") {
      await wipe(one.id);
      await forget();
    } else if (told.mine) {
      await use(one.id, told.days);
      return one.id;
    }
  }
  return null;
}

export async function admission(csrf) {
  return ask("/field/devices/", json(csrf, {}));
}
