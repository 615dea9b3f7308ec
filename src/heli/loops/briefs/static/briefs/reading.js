// Read texts: a file can be dropped on the form; in the list of figures j and k move, a accepts,
// c corrects, i ignores. Keys are off while somebody types, and where the reader switched them off.

const ACTS = { KeyA: "a", KeyC: "c", KeyI: "i" };

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (document.body.dataset.keys === "off") return;
  const items = [...document.querySelectorAll("[data-figure]")];
  const here = items.indexOf(document.activeElement?.closest?.("[data-figure]"));
  if (items.length && (event.code === "KeyJ" || event.code === "KeyK")) {
    const next = items[event.code === "KeyJ" ? Math.min(here + 1, items.length - 1) : Math.max(here - 1, 0)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const act = ACTS[event.code];
  if (!act || here < 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  items[here].querySelector(`[data-act="${act}"]`)?.click();
}, true);

// After an act the page comes back at the same figure: go on from there.
const target = location.hash.startsWith("#f") && document.getElementById(location.hash.slice(1));
if (target) target.focus({ preventScroll: false });

const form = document.querySelector("[data-drop]");
const input = form?.querySelector("input[type=file]");
if (input) {
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
