// Asks for the board again and again; while nothing changed the server says so in a few bytes. The board
// says which points belong to it: the map is asked for when they are others. How old the data are is
// always said, and that they are old in red: a wall that lies is worse than none.
const EVERY = 10_000;
const OLD = 45_000;
const root = document.querySelector("[data-wall]");
const board = root.querySelector("[data-wall-board]");
const age = root.querySelector("[data-wall-age]");
const now = root.querySelector("[data-wall-now]");
let tag = "";
let points = pointsOn();
let heard = Date.now();

function pointsOn() {
  return board.querySelector("[data-wall-points]")?.dataset.wallPoints;
}

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
      if (points !== pointsOn()) root.querySelector("[data-map]")?.dispatchEvent(new Event("map:again"));
      points = pointsOn();
    }
    tag = answer.headers.get("ETag") ?? "";
  } catch {
    // No network: the age says so.
  }
}

// The office's time, like every other time on the wall, wherever the screen thinks it stands.
const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(now.dateTime) ?? [0, "+", 0, 0];
const ahead = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
const there = (moment) => new Date(moment + ahead).toISOString().replace("T", " ").slice(0, 19);
const time = (moment) => there(moment).slice(11);

function tell() {
  now.textContent = there(Date.now());
  const old = Date.now() - heard > OLD;
  const since = time(heard);
  const said = old ? age.dataset.wallStale.replace("{since}", since) : `${age.dataset.wallFresh} ${since}`;
  root.toggleAttribute("data-wall-old", old);
  if (age.textContent !== said) age.textContent = said;
}

ask();
setInterval(ask, EVERY);
setInterval(tell, 1000);
