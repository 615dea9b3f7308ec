// Asks for the board again and again; while nothing changed the server says so in a few bytes. How old
// the data are is always said, and that they are old in red: a wall that lies is worse than none.
const EVERY = 10_000;
const OLD = 45_000;
const root = document.querySelector("[data-wall]");
const board = root.querySelector("[data-wall-board]");
const age = root.querySelector("[data-wall-age]");
const now = root.querySelector("[data-wall-now]");
let tag = "";
let heard = Date.now();

async function ask() {
  try {
    const headers = tag ? { "If-None-Match": tag } : {};
    const answer = await fetch(root.dataset.wallSrc, { headers, cache: "no-store", signal: AbortSignal.timeout(EVERY) });
    if (answer.status === 403 || answer.status === 404) return location.reload();
    if (answer.status !== 304 && !answer.ok) return;
    heard = Date.now();
    if (answer.status === 304) return;
    const text = await answer.text();
    if (tag) {
      board.innerHTML = text;
      root.querySelector("[data-map]")?.dispatchEvent(new Event("map:again"));
    }
    tag = answer.headers.get("ETag") ?? "";
  } catch {
    // No network: the age says so.
  }
}

const two = (n) => String(n).padStart(2, "0");
const time = (moment) => [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(":");

function tell() {
  const moment = new Date();
  now.textContent = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${time(moment)}`;
  const old = Date.now() - heard > OLD;
  const since = time(new Date(heard));
  const said = old ? age.dataset.wallStale.replace("{since}", since) : `${age.dataset.wallFresh} ${since}`;
  root.toggleAttribute("data-wall-old", old);
  if (age.textContent !== said) age.textContent = said;
}

ask();
setInterval(ask, EVERY);
setInterval(tell, 1000);
