// A form that is sent again with other entries says so: what was done the first time is not told as
// the answer to what was typed since. Known only while the page is open, and kept nowhere.
const sent = new WeakMap();
const MARK = "form_changed";

function entries(form) {
  const data = new FormData(form);
  data.delete(MARK);
  return JSON.stringify([...data].map(([name, said]) => [name, said.name ?? said, said.size]));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  const now = entries(form);
  const before = sent.get(form);
  sent.set(form, before ?? now);
  form.querySelector(`input[name="${MARK}"]`)?.remove();
  if (before === undefined || before === now) return;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: MARK, value: "1" }));
}, true);
