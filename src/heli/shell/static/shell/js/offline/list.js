// The outbox as a page: four lists, each line a thing that was done on this phone.
import {
  DRAFT, RETURNED, WAITING, drop, handIn, listen, operation, operations, photosOf,
} from "./outbox.js";
import { deliver } from "./sync.js";

const ORDER = [RETURNED, WAITING, DRAFT, "delivered"];

function when(moment) {
  const locale = document.documentElement.lang;
  return new Date(moment).toLocaleString(locale, {
    month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit",
  });
}

function line(template, one) {
  const item = template.content.firstElementChild.cloneNode(true);
  const fill = (name, value) => {
    item.querySelectorAll(`[data-fill="${name}"]`).forEach((place) => { place.textContent = value; });
  };
  item.id = one.id;
  item.dataset.id = one.id;
  fill("label", one.label);
  fill("title", one.title || one.result?.text || "");
  fill("at", when(one.captured_at));
  fill("photos", photosOf(one).length);
  fill("sentence", one.refusal?.sentence ?? "");
  fill("result", one.result?.text ?? "");
  item.querySelectorAll("[data-for]").forEach((place) => {
    place.hidden = !place.dataset.for.split(" ").includes(one.state);
  });
  item.querySelectorAll("[data-photo-count]").forEach((place) => { place.hidden = !photosOf(one).length; });
  item.querySelectorAll("[data-conflict]").forEach((place) => { place.hidden = !one.refusal?.conflict; });
  item.querySelectorAll("a[data-edit]").forEach((link) => { link.href = `${one.url}#${one.id}`; });
  item.querySelectorAll("a[data-result]").forEach((link) => {
    if (one.result?.url) link.href = one.result.url;
    else link.hidden = true;
  });
  return item;
}

async function draw(root) {
  const template = root.querySelector("template");
  const found = await operations();
  for (const state of ORDER) {
    const place = root.querySelector(`[data-list="${state}"]`);
    const mine = found.filter((one) => one.state === state);
    mine.sort((a, b) => (a.id < b.id ? 1 : -1));
    place.querySelector("ul").replaceChildren(...mine.map((one) => line(template, one)));
    place.hidden = mine.length === 0;
  }
  root.querySelector("[data-empty]").hidden = found.length > 0;
}

async function press(event, root) {
  const button = event.target.closest("button[data-act]");
  if (!button) return;
  const { id } = button.closest("[data-id]")?.dataset ?? {};
  const act = button.dataset.act;
  if (act === "drop" && confirm(button.dataset.sure)) await drop(id);
  if (act === "again") await handIn(await operation(id), { was: id });
  if (act !== "drop") await deliver();
  await draw(root);
}

export async function startList() {
  const root = document.querySelector("[data-outbox]");
  if (!root) return;
  root.addEventListener("click", (event) => press(event, root));
  listen(() => draw(root));
  await draw(root);
  root.dataset.drawn = "yes";
}
