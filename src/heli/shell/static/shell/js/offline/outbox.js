// What was done and not yet taken by the server. An operation is a draft, waiting, delivered or
// returned; its id is its place in line and the server's key against doing it twice, so it gets a
// new one whenever it is handed in.
import { all, change, get } from "./base.js";
import { count } from "./left.js";
import { ulid } from "./ulid.js";
import { openVault } from "./vault.js";

export const DRAFT = "draft";
export const WAITING = "waiting";
export const DELIVERED = "delivered";
export const RETURNED = "returned";
const KEPT_DELIVERED = 3 * 24 * 3600 * 1000;
const changes = globalThis.BroadcastChannel ? new BroadcastChannel("heli-field") : null;
const place = (id) => `operations/${id}`;

export function tell(what = "changed") {
  changes?.postMessage(what);
  globalThis.dispatchEvent?.(new CustomEvent("field:changed", { detail: what }));
}

export function listen(work) {
  changes?.addEventListener("message", work);
  globalThis.addEventListener("field:changed", work);
}

// What was changed lies on the disk: it is counted before a page goes away.
async function changed() {
  await count();
  tell();
}

async function shown(vault, record) {
  const { id, state, at } = record;
  return { ...(await vault.open(place(id), record.sealed)), id, state, at };
}

async function hidden(vault, { id, state, at, ...content }) {
  return { id, state, at, sealed: await vault.seal(place(id), content) };
}

export async function operations(...states) {
  const vault = await openVault();
  if (!vault) return [];
  const found = await all(vault.base, "operations");
  const wanted = found.filter((one) => !states.length || states.includes(one.state));
  return Promise.all(wanted.map((one) => shown(vault, one)));
}

export async function operation(id) {
  const vault = await openVault();
  const record = vault && (await get(vault.base, "operations", id));
  return record ? shown(vault, record) : null;
}

export async function counts() {
  const vault = await openVault();
  const found = vault ? await all(vault.base, "operations") : [];
  const of = (state) => found.filter((one) => one.state === state).length;
  return { draft: of(DRAFT), waiting: of(WAITING), returned: of(RETURNED) };
}

export async function keepDraft(id, content) {
  const vault = await openVault();
  const record = { ...content, id, state: DRAFT, at: Date.now() };
  await change(vault.base, [["operations", await hidden(vault, record)]]);
  await changed();
}

// From draft or returned to waiting, under a new id; both at once or neither.
export async function handIn(content, { was = "" } = {}) {
  const vault = await openVault();
  const now = Date.now();
  const record = { ...content, id: ulid(now), state: WAITING, at: now };
  delete record.refusal;
  const gone = was ? [["operations", was]] : [];
  await change(vault.base, [["operations", await hidden(vault, record)]], gone);
  await changed();
  return record.id;
}

export async function settle(id, state, more) {
  const vault = await openVault();
  const before = await operation(id);
  if (!before) return;
  const after = { ...before, ...more, state, at: Date.now() };
  const gone = state === DELIVERED ? photosOf(before).map((one) => ["photos", one]) : [];
  await change(vault.base, [["operations", await hidden(vault, after)]], gone);
  await changed();
}

export async function drop(id) {
  const vault = await openVault();
  const before = await operation(id);
  const gone = before ? photosOf(before).map((one) => ["photos", one]) : [];
  await change(vault.base, [], [["operations", id], ...gone]);
  await changed();
}

export async function forgetDelivered() {
  const vault = await openVault();
  if (!vault) return;
  const old = (await all(vault.base, "operations")).filter(
    (one) => one.state === DELIVERED && Date.now() - one.at > KEPT_DELIVERED,
  );
  await change(vault.base, [], old.map((one) => ["operations", one.id]));
}

export function photosOf(content) {
  return Object.values(content.files ?? {}).flat();
}
