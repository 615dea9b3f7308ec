// Signing out, on whichever face: what this phone keeps goes with it. What was not delivered is said
// first; whoever signs out all the same has been told.
import { forget } from "./left.js";
import { counts } from "./outbox.js";
import { openVault, possible, wipe } from "./vault.js";

document.addEventListener("submit", async (event) => {
  const form = event.target.closest?.("form[data-signout]");
  if (!form || !possible || form.dataset.wiped) return;
  event.preventDefault();
  // Where the browser keeps nothing for us there is nothing to wipe.
  const vault = await openVault().catch(() => null);
  if (vault) {
    const { draft, waiting, returned } = await counts();
    const left = draft + waiting + returned;
    if (left && !confirm(form.dataset.signout.replace("%n", left))) return;
    await wipe(vault.device);
  }
  await forget().catch(() => {});
  form.dataset.wiped = "yes";
  form.submit();
});
