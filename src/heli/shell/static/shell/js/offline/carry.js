// Pages taken along: what the server marked with `Heli-Carry` is kept sealed and shown when there is
// no network. Nothing of a page ever enters Cache Storage; that holds styles and scripts only.
import { all, change, get } from "./base.js";
import { openVault } from "./vault.js";

export const MARK = "Heli-Carry";
const text = new TextEncoder();

async function nameOf(url) {
  const { pathname, search } = new URL(url, location.href);
  const digest = await crypto.subtle.digest("SHA-256", text.encode(pathname + search));
  return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, "0")).join("");
}

export async function keepPage(answer) {
  const vault = await openVault();
  if (!vault || !answer.ok || answer.redirected || !answer.headers.get(MARK)) return;
  const id = await nameOf(answer.url);
  const type = answer.headers.get("Content-Type");
  const content = { body: await answer.text(), type, at: Date.now() };
  await change(vault.base, [["pages", { id, sealed: await vault.seal(`pages/${id}`, content) }]]);
}

export async function keptPage(url) {
  const vault = await openVault();
  if (!vault) return null;
  const id = await nameOf(url);
  const record = await get(vault.base, "pages", id);
  return record ? vault.open(`pages/${id}`, record.sealed) : null;
}

// Fetches the list of pages that belong on board, keeps them, and lets go of all others.
export async function takeAlong() {
  const vault = await openVault();
  if (!vault) return;
  const list = await fetch("/field/pack/", { redirect: "manual", cache: "no-store" });
  if (!list.ok) return;
  const { pages } = await list.json();
  for (const page of pages) await keepPage(await fetch(page, { redirect: "manual", cache: "no-store" }));
  const names = new Set(await Promise.all(pages.map(nameOf)));
  const gone = (await all(vault.base, "pages")).filter((one) => !names.has(one.id));
  await change(vault.base, [["kept", { id: "taken", at: Date.now() }]], gone.map((one) => ["pages", one.id]));
}

export async function takenAt() {
  const vault = await openVault();
  return (vault && (await get(vault.base, "kept", "taken"))?.at) || 0;
}
