// How much this phone had not delivered, kept where a browser that clears its storage whole does not
// reach: two cookies of these pages, each a number and a moment, no word of anybody. The server never
// reads them. `left` lies here now; `lost` lay here when the databases were found gone, and stays
// until somebody says so much as having read it.
import { undelivered } from "./vault.js";

const LEFT = "heli_field_left";
const LOST = "heli_field_lost";
const PATH = "/field/";
const DAYS = 30;
const DAY = 24 * 3600 * 1000;

function read(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  const [n, at] = (found?.slice(name.length + 1) ?? "").split(".").map(Number);
  return n > 0 && at > 0 ? { n, at } : null;
}

async function write(name, told) {
  const value = told ? `${told.n}.${told.at}` : "";
  const expires = told ? Date.now() + DAYS * DAY : 0;
  if (globalThis.document) {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const until = new Date(expires).toUTCString();
    document.cookie = `${name}=${value}; Path=${PATH}; Expires=${until}; SameSite=Strict${secure}`;
  } else {
    // The service worker, which delivers while no page is open. Where it has no cookies, the next page counts.
    await globalThis.cookieStore?.set({ name, value, path: PATH, expires, sameSite: "strict" }).catch(() => {});
  }
}

// After each change. A phone that keeps nothing at all is not counted: it may just have lost it.
// What was changed is kept already, so that nothing here may make it fail.
export async function count() {
  const n = await undelivered().catch(() => null);
  if (n !== null) await write(LEFT, n ? { n, at: Date.now() } : null);
}

// After somebody signed out, or the phone was told to forget: what is gone was meant to go.
export async function forget() {
  const n = await undelivered();
  await write(LEFT, n ? { n, at: Date.now() } : null);
  await write(LOST, null);
}

// What was lost and not yet read, as the number of things and when they were last counted, or null.
async function findLost() {
  const left = read(LEFT);
  if (left && (await undelivered()) === null) {
    await write(LOST, { n: left.n + (read(LOST)?.n ?? 0), at: left.at });
    await write(LEFT, null);
  }
  return read(LOST);
}

// Before the phone is let in anew, which would look as if it had never kept anything.
export async function tellLost() {
  const place = document.querySelector("[data-lost]");
  const lost = place && (await findLost());
  if (!lost) return;
  const at = new Date(lost.at).toLocaleString(document.documentElement.lang, {
    month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit",
  });
  const words = place.querySelector("[data-lost-says]");
  words.textContent = words.dataset.lostSays.replace("%n", lost.n).replace("%at", at);
  place.hidden = false;
  place.querySelector("[data-lost-read]").addEventListener("click", async () => {
    await write(LOST, null);
    place.hidden = true;
  });
}
