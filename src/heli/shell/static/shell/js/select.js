// Ticking rows: all at once, a range with Shift, and how many there are.
let last = null;

function boxes(form) {
  return [...form.querySelectorAll("[data-tick]")];
}

function update(form) {
  const all = boxes(form);
  const count = all.filter((box) => box.checked).length;
  const head = form.querySelector("[data-select-all]");
  if (head) {
    head.hidden = false;
    head.checked = count > 0 && count === all.length;
    head.indeterminate = count > 0 && count < all.length;
  }
  const says = form.querySelector("[data-bulk-count]");
  if (says) says.textContent = count ? says.dataset.some.replace("%n", count) : says.dataset.none;
  form.querySelectorAll("[data-bulk] button").forEach((button) => { button.disabled = count === 0; });
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-select]");
  if (!form) return;
  if (event.target.matches("[data-select-all]")) {
    boxes(form).forEach((box) => { box.checked = event.target.checked; });
  }
  update(form);
});

document.addEventListener("click", (event) => {
  const box = event.target.closest?.("[data-tick]");
  if (!box) return;
  const all = boxes(box.closest("[data-select]"));
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    all.slice(from, to + 1).forEach((one) => { one.checked = box.checked; });
    update(box.closest("[data-select]"));
  }
  last = box;
});

const updateAll = () => document.querySelectorAll("[data-select]").forEach(update);
updateAll();
document.addEventListener("htmx:after:swap", updateAll);
