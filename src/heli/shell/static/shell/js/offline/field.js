// The start of every page of the field face. Without it the pages are plain pages and forms.
import { takeAlong, takenAt } from "./carry.js";
import { startForms } from "./forms.js";
import { count, tellLost } from "./left.js";
import { startList } from "./list.js";
import { counts, operations } from "./outbox.js";
import { startPlaces } from "./place.js";
import { markSubjects, showAge, showStatus } from "./status.js";
import { admission, deliver, findOwn } from "./sync.js";
import { admit, openVault, possible } from "./vault.js";

const EVERY = 60_000;
const OLD = 10 * 60_000;
const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const isCarried = () => "carried" in document.documentElement.dataset;

// The first visit, or the first after sign-out: this phone is let in and gets its key.
async function letIn() {
  if ((await openVault()) || isCarried() || !navigator.onLine) return;
  if (await findOwn()) return;
  const told = await admission(csrf());
  if (told.ok) await admit(told.device, told.days);
}

async function contact() {
  let state = await deliver();
  if (state === "other" || state === "none") {
    await letIn();
    state = await deliver();
  }
  await showStatus(state);
  if (state === "online" && Date.now() - (await takenAt()) > OLD) await takeAlong();
  document.documentElement.dataset.field = state;
  // The network is back: the page as it is now, unless somebody writes on the one of before.
  if (state === "online" && isCarried() && !document.querySelector("form[data-operation]")) location.reload();
}

async function start() {
  startPlaces();
  if (!possible) return;
  await tellLost().catch(() => {});
  showAge();
  await letIn().catch(() => {});
  await startForms();
  await startList();
  await showStatus();
  await count();
  await markSubjects(operations);
  if ("serviceWorker" in navigator) {
    await navigator.serviceWorker
      .register("/field/worker.js", { scope: "/field/", type: "module" })
      .catch(() => { document.documentElement.dataset.worker = "none"; });
  }
  await contact();
}

start();
document.addEventListener("click", (event) => { if (event.target.closest("[data-deliver]")) contact(); });
addEventListener("online", contact);
document.addEventListener("visibilitychange", () => { if (!document.hidden) contact(); });
setInterval(async () => { if ((await counts()).waiting) contact(); }, EVERY);
