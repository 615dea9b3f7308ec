// The list of numbers by keyboard: j and k move, 1 to 9 bind, c s n say what else it is, Enter
// goes to its place. Keys are off while somebody types, and where the reader switched them off.

const KEYS = { KeyC: "claim", KeyS: "structural", KeyN: "not_a_figure" };

document.addEventListener("keydown", (event) => {
  const list = document.getElementById("numbers");
  if (!list || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (document.body.dataset.keys === "off") return;
  const items = [...list.querySelectorAll("[data-number]")].filter((item) => item.checkVisibility());
  const here = items.indexOf(document.activeElement?.closest?.("[data-number]"));
  if (event.code === "KeyJ" || event.code === "KeyK") {
    const next = items[event.code === "KeyJ" ? Math.min(here + 1, items.length - 1) : Math.max(here - 1, 0)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    event.preventDefault();
    return;
  }
  const item = items[here];
  if (!item) return;
  const choice = /^Digit([1-9])$/.exec(event.code)?.[1] ?? KEYS[event.code];
  const button = choice && item.querySelector(`[data-choose="${choice}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  } else if (event.code === "Enter" && document.activeElement === item) {
    item.querySelector("[data-go-to]")?.click();
  }
});
