// What the bar says: whether there is a network, how old the page is, how much waits, and that
// somebody has to sign in again.
import { counts, listen } from "./outbox.js";

let contact = "";

function say(place, state) {
  place.querySelectorAll("[data-is]").forEach((one) => { one.hidden = one.dataset.is !== state; });
  place.dataset.state = state;
}

export async function showStatus(found) {
  contact = found ?? contact;
  const state = !navigator.onLine || contact === "away" ? "offline" : contact || "online";
  document.querySelectorAll("[data-connection]").forEach((place) => say(place, state));
  document.querySelectorAll("[data-stale]").forEach((place) => { place.hidden ||= state !== "offline"; });
  const { draft, waiting, returned } = await counts();
  for (const [name, n] of Object.entries({ draft, waiting, returned, open: draft + waiting + returned })) {
    document.querySelectorAll(`[data-count="${name}"]`).forEach((place) => {
      place.textContent = n;
      place.hidden = n === 0 && "hides" in place.dataset;
    });
  }
  document.querySelectorAll("[data-signin]").forEach((place) => { place.hidden = contact !== "signin"; });
  document.querySelectorAll("[data-revoked]").forEach((place) => { place.hidden = contact !== "revoked"; });
}

export function showAge() {
  const at = document.documentElement.dataset.carried;
  const place = document.querySelector("[data-stale]");
  if (!at || !place) return;
  place.hidden = false;
  const locale = document.documentElement.lang;
  place.querySelector("[data-at]").textContent = new Date(at).toLocaleString(locale, {
    month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit",
  });
}

// What lies in the outbox for a matter is said beside it, so that nobody does it twice.
export async function markSubjects(operations) {
  for (const { subject, state } of await operations("waiting", "returned", "draft")) {
    if (!subject) continue;
    const place = document.querySelector(`[data-subject-mark="${CSS.escape(subject)}"]`);
    place?.querySelectorAll("[data-is]").forEach((one) => { one.hidden = one.dataset.is !== state; });
  }
}

listen(() => showStatus());
addEventListener("online", () => showStatus());
addEventListener("offline", () => showStatus());
