// The key map of lists and records. Keys are places on the keyboard (event.code), so an input method
// or another layout changes nothing; they sleep while somebody writes, and can be turned off.
import { announce } from "./announce.js";

const WRITING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const ACTS = { KeyA: "a", KeyS: "s", KeyD: "d", KeyC: "c", KeyM: "m", KeyE: "e", KeyZ: "z" };
const PLACES = { KeyQ: "q", KeyH: "h", KeyB: "b" };
let going = 0;

const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];
const current = () => document.querySelector("[data-row][aria-current=true]");
const isShown = (element) => element.getClientRects().length > 0;

function find(attribute, value) {
  return [...document.querySelectorAll(`[${attribute}="${value}"]`)].find(isShown);
}

function move(step, extend) {
  const all = rows();
  if (!all.length) return false;
  const from = all.indexOf(current());
  const to = all[Math.min(Math.max(from + step, 0), all.length - 1)];
  if (extend) [all[from], to].forEach((row) => tick(row, true));
  all[from]?.removeAttribute("aria-current");
  to.setAttribute("aria-current", "true");
  to.scrollIntoView({ block: "nearest" });
  to.querySelector("[data-open]")?.focus({ preventScroll: true });
  to.dispatchEvent(new CustomEvent("heli:row", { bubbles: true }));
  return true;
}

function tick(row, on) {
  const box = row?.querySelector("[data-tick]");
  if (!box) return false;
  box.checked = on ?? !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

// What can be done to several lines is done to the line one is on, where none is ticked.
function press(element) {
  if (!element) return false;
  if (element.disabled && element.closest("[data-bulk]")) tick(current(), true);
  announce(element.textContent.trim());
  element.click();
  return true;
}

function help() {
  const dialog = document.getElementById("key-help");
  if (!dialog?.showModal) return false;
  if (dialog.open) dialog.close();
  else dialog.showModal();
  return true;
}

// On some layouts the question mark lies elsewhere than on Shift and the slash.
const isHelp = (event) => event.key === "?" || (event.code === "Slash" && event.shiftKey);

function act(event) {
  const { code, shiftKey } = event;
  if (going && Date.now() - going < 1500 && PLACES[code]) {
    going = 0;
    // A line of a folded menu, or of one that a narrow screen hides, leads there as well.
    return press(document.querySelector(`[data-go="${PLACES[code]}"]`));
  }
  going = 0;
  if (isHelp(event)) return help();
  if (code === "KeyJ") return move(1, shiftKey);
  if (code === "KeyK") return move(-1, shiftKey);
  if (shiftKey) return false;
  if (code === "KeyG") {
    going = Date.now();
    return true;
  }
  if (code === "Slash") {
    const search = find("data-search", "");
    search?.focus();
    return Boolean(search);
  }
  if (code === "KeyX") return tick(current());
  if (code === "Enter" && !event.target.closest("a, button, summary")) {
    return press(current()?.querySelector("[data-open]"));
  }
  return ACTS[code] ? press(find("data-key", ACTS[code])) : false;
}

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.keys === "off" || event.defaultPrevented) return;
  if (event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(WRITING)) return;
  if (document.querySelector("dialog:modal") && !isHelp(event)) return;
  if (act(event)) event.preventDefault();
});
