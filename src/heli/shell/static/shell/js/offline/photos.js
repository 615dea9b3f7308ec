// Photos: drawn anew and smaller on the phone, kept sealed, sent in pieces that continue where the
// last one ended. The server draws them anew once more; this saves the network, not the trust.
import { change, get } from "./base.js";
import { ulid } from "./ulid.js";
import { openVault } from "./vault.js";

const EDGE = 2048;
const QUALITY = 0.82;
const place = (id, part) => `photos/${id}/${part}`;
const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");

async function smaller(file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // This browser cannot draw it; the server says whether it can.
    return { bytes: await file.arrayBuffer(), name: file.name };
  }
  const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((made) => { canvas.toBlob(made, "image/jpeg", QUALITY); });
  const name = `${file.name.replace(/\.[^.]*$/, "") || "photo"}.jpg`;
  return { bytes: await blob.arrayBuffer(), name };
}

export async function keepPhoto(file) {
  const vault = await openVault();
  const id = ulid();
  const { bytes, name } = await smaller(file);
  const sha256 = hex(await crypto.subtle.digest("SHA-256", bytes));
  const about = await vault.seal(place(id, "about"), { name, size: bytes.byteLength, sha256 });
  const sealed = await vault.seal(place(id, "bytes"), bytes);
  await change(vault.base, [["photos", { id, done: false, about, sealed }]]);
  return id;
}

export async function photo(id) {
  const vault = await openVault();
  const record = vault && (await get(vault.base, "photos", id));
  if (!record) return null;
  const about = await vault.open(place(id, "about"), record.about);
  const bytes = await vault.bytes(place(id, "bytes"), record.sealed);
  return { ...about, id, done: record.done, bytes };
}

export async function dropPhoto(id) {
  const vault = await openVault();
  await change(vault.base, [], [["photos", id]]);
}

export async function mark(id, done) {
  const vault = await openVault();
  const record = await get(vault.base, "photos", id);
  if (record) await change(vault.base, [["photos", { ...record, done }]]);
}

// Sends what the server does not have yet. `send(path, options)` adds the token and answers with
// JSON; it throws when there is no network. Returns the server's refusal, or null when it is there.
export async function upload(id, send) {
  const one = await photo(id);
  if (!one || one.done) return null;
  const { name, size, sha256, bytes } = one;
  let told = await send("", { method: "POST", json: { id, name, size, sha256 } });
  for (let again = 0; told.ok && told.has < size && again < 20;) {
    const piece = bytes.slice(told.has, told.has + told.piece);
    const next = await send(`${id}/`, { method: "PATCH", offset: told.has, body: piece });
    // Another tab, or a piece whose answer was lost: go on from where the server is.
    again += next.ok && next.has > told.has ? 0 : 1;
    told = next.ok || next.code !== "other_place" ? next : await send(`${id}/`, { method: "GET" });
  }
  if (!told.ok) return told;
  await mark(id, true);
  return null;
}
