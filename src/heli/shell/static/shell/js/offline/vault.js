// What a phone keeps, and for how long. Each admission of the phone (a "device" of the server) has a
// database of its own, and in it one AES-GCM key that cannot be taken out. Whatever tells something
// is sealed with it; in the open lie only ids, states and moments. The database goes with sign-out,
// with the server's word that the device is revoked, and when it had no contact for `days`.
import { all, change, deleteBase, get, openBase } from "./base.js";

const POINTERS = "heli-field";
const STORES = ["kept", "operations", "photos", "pages"];
const DAY = 24 * 3600 * 1000;
const text = new TextEncoder();
let opened = null;

export const possible = Boolean(globalThis.indexedDB && globalThis.crypto?.subtle);
const nameOf = (device) => `${POINTERS}-${device}`;

class Vault {
  constructor(device, base, key, until) {
    Object.assign(this, { device, base, key, until });
  }

  // Bound to its place: a sealed record cannot be passed off as another.
  async seal(place, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = value instanceof ArrayBuffer ? value : text.encode(JSON.stringify(value));
    const how = { name: "AES-GCM", iv, additionalData: text.encode(place) };
    return { iv, data: await crypto.subtle.encrypt(how, this.key, plain) };
  }

  async bytes(place, { iv, data }) {
    const how = { name: "AES-GCM", iv, additionalData: text.encode(place) };
    return crypto.subtle.decrypt(how, this.key, data);
  }

  async open(place, sealed) {
    return JSON.parse(new TextDecoder().decode(await this.bytes(place, sealed)));
  }
}

const pointers = () => openBase(POINTERS, ["devices"]);

async function pointing(work) {
  const base = await pointers();
  try {
    return await work(base);
  } finally {
    base.close();
  }
}

// A clock that was put back makes nothing last longer.
const nowOf = (device) => Math.max(Date.now(), device.seen ?? 0);

export async function devices() {
  if (!possible) return [];
  const found = await pointing((base) => all(base, "devices"));
  const over = found.filter((one) => nowOf(one) > one.until);
  for (const one of over) await wipe(one.id);
  return found.filter((one) => !over.includes(one));
}

export async function openVault() {
  const current = (await devices()).find((one) => one.current);
  if (!current) return null;
  if (opened?.device === current.id) {
    opened.until = current.until;
    return opened;
  }
  const base = await openBase(nameOf(current.id), STORES);
  const kept = await get(base, "kept", "key");
  if (!kept) return null;
  base.addEventListener("close", () => { opened = null; });
  base.onversionchange = () => { base.close(); opened = null; };
  opened = new Vault(current.id, base, kept.key, current.until);
  return opened;
}

export async function admit(device, days) {
  const base = await openBase(nameOf(device), STORES);
  const how = { name: "AES-GCM", length: 256 };
  const key = await crypto.subtle.generateKey(how, false, ["encrypt", "decrypt"]);
  await change(base, [["kept", { id: "key", key }]]);
  base.close();
  await use(device, days);
  await navigator.storage?.persist?.();
}

// This device is the one whose owner is signed in; it lasts `days` from now.
export async function use(device, days) {
  const now = Date.now();
  await pointing(async (base) => {
    const others = (await all(base, "devices")).filter((one) => one.id !== device);
    await change(base, [
      ...others.filter((one) => one.current).map((one) => ["devices", { ...one, current: false }]),
      ["devices", { id: device, current: true, seen: now, until: now + days * DAY }],
    ]);
  });
}

export async function setAside(device) {
  await pointing(async (base) => {
    const one = await get(base, "devices", device);
    if (one) await change(base, [["devices", { ...one, current: false }]]);
  });
  opened = null;
}

// How many things in all databases of this phone are not delivered; null where there is no database
// with a key, so that nothing can lie in one.
export async function undelivered() {
  let n = null;
  for (const { id } of await devices()) {
    const base = await openBase(nameOf(id), STORES);
    try {
      if (!(await get(base, "kept", "key"))) continue;
      n = (n ?? 0) + (await all(base, "operations")).filter((one) => one.state !== "delivered").length;
    } finally {
      base.close();
    }
  }
  return n;
}

export async function wipe(device) {
  if (opened?.device === device) {
    opened.base.close();
    opened = null;
  }
  await deleteBase(nameOf(device));
  await pointing((base) => change(base, [], [["devices", device]]));
}
