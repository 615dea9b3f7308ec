// Drafts are sent two seconds after the last key. What was not taken is sent again, and leaving the
// page warns; nothing is kept in the browser's own storage.
const PAUSE = 2000;
const AGAIN = 10_000;
const waiting = new WeakMap();

function mark(form, state, text) {
  const place = form.querySelector("[data-autosave-mark]");
  if (!place) return;
  place.className = `autosave autosave-${state}`;
  place.textContent = text ?? place.dataset[state === "idle" ? "saved" : state] ?? "";
}

async function save(form) {
  form.dataset.unsaved = "sending";
  mark(form, "saving");
  let answer;
  try {
    answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "text/html", "HX-Request": "true" },
      redirect: "error",
    });
  } catch {
    return later(form);
  }
  if (!answer.ok) return refused(form, answer);
  if (form.dataset.unsaved === "sending") delete form.dataset.unsaved;
  const now = new Date().toTimeString().slice(0, 5);
  const place = form.querySelector("[data-autosave-mark]");
  mark(form, "saved", `${place?.dataset.saved ?? ""} ${now}`);
}

function later(form) {
  mark(form, "failed");
  waiting.set(form, setTimeout(() => save(form), AGAIN));
}

async function refused(form, answer) {
  if (answer.status >= 500) return later(form);
  mark(form, "failed");
  const place = form.querySelector("[data-autosave-answer]") ?? form.appendChild(
    Object.assign(document.createElement("div"), { className: "autosave-answer" }),
  );
  place.dataset.autosaveAnswer = "";
  place.replaceChildren(
    ...new DOMParser().parseFromString(await answer.text(), "text/html").body.children,
  );
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-autosave]");
  if (!form) return;
  form.dataset.unsaved = "typed";
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => save(form), PAUSE));
});

document.addEventListener("submit", (event) => {
  clearTimeout(waiting.get(event.target));
  delete event.target.dataset.unsaved;
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-unsaved]")) event.preventDefault();
});
