// Forms that work without a network: `<form data-operation="grid.report">`. What is typed is kept as
// it is typed; handing in puts it into the outbox, from where it is delivered at once if possible.
import {
  DELIVERED, RETURNED, drop, handIn, keepDraft, operation,
} from "./outbox.js";
import { dropPhoto, keepPhoto } from "./photos.js";
import { hidePhoto, showPhoto } from "./previews.js";
import { deliver } from "./sync.js";
import { ulid } from "./ulid.js";
import { openVault } from "./vault.js";

const PAUSE = 500;
const APART = new Set(["csrfmiddlewaretoken", "form_key"]);
const states = new WeakMap();

function typed(form) {
  const said = {};
  for (const [name, value] of new FormData(form)) {
    if (APART.has(name) || value instanceof File) continue;
    (said[name] ??= []).push(value);
  }
  return said;
}

function content(form) {
  const { operation: name, label, subject = "" } = form.dataset;
  const state = states.get(form);
  const words = [...form.querySelectorAll("textarea, input[type=text]")].map((one) => one.value.trim());
  const first = words.find(Boolean);
  return {
    name,
    label,
    subject,
    said: typed(form),
    files: state.files,
    url: location.pathname + location.search,
    title: (first || form.dataset.title || "").slice(0, 60),
    captured_at: new Date().toISOString(),
    refusal: state.refusal,
  };
}

// A phone may have no room, or none for us: then that is said, and nobody leaves without knowing.
async function kept(form, work) {
  const state = states.get(form);
  try {
    const found = await work();
    state.unkept = false;
    return found;
  } catch (error) {
    state.unkept = true;
    console.warn(error);
    return undefined;
  } finally {
    const place = form.querySelector("[data-no-room]");
    if (place) place.hidden = !state.unkept;
  }
}

async function save(form) {
  const state = states.get(form);
  if (!state || state.done) return;
  state.id ??= ulid();
  await kept(form, () => keepDraft(state.id, content(form)));
  if (state.unkept) return;
  history.replaceState(null, "", `#${state.id}`);
  const place = form.querySelector("[data-kept]");
  if (place) place.textContent = `${place.dataset.kept} ${new Date().toTimeString().slice(0, 5)}`;
}

function later(form) {
  const state = states.get(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(save, PAUSE, form);
}

// A draft or a returned operation goes back into its form.
async function restore(form, id) {
  const found = id && (await operation(id));
  if (!found || found.name !== form.dataset.operation || found.state === DELIVERED) return;
  const state = states.get(form);
  Object.assign(state, { id, files: found.files ?? {}, refusal: found.refusal });
  for (const field of form.elements) {
    const values = found.said[field.name];
    if (APART.has(field.name) || field.type === "file" || !field.name) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = Boolean(values?.includes(field.value));
    else if (field.multiple) [...field.options].forEach((one) => { one.selected = Boolean(values?.includes(one.value)); });
    else if (values) [field.value] = values;
  }
  for (const [name, ids] of Object.entries(state.files)) {
    for (const one of ids) await showPhoto(form, name, one);
  }
  const place = form.querySelector("[data-refusal]");
  if (place && found.state === RETURNED) {
    place.hidden = false;
    place.querySelector("[data-sentence]").textContent = found.refusal?.sentence ?? "";
  }
  form.dispatchEvent(new CustomEvent("field:restored", { bubbles: true }));
}

async function choose(form, input) {
  const state = states.get(form);
  const files = [...input.files];
  // Taken out of the input, so that a second choice adds to the first.
  input.value = "";
  const most = Number(input.dataset.most || 6);
  for (const file of files) {
    const mine = (state.files[input.name] ??= []);
    if (mine.length >= most) break;
    const id = await kept(form, () => keepPhoto(file));
    if (!id) return;
    mine.push(id);
    // What is seen is kept: a photo that no draft names would be lost with the page.
    await save(form);
    await showPhoto(form, input.name, id);
  }
}

async function remove(form, button) {
  const state = states.get(form);
  const { photo: id, field } = button.dataset;
  state.files[field] = state.files[field].filter((one) => one !== id);
  hidePhoto(form, id);
  await save(form);
  await dropPhoto(id);
}

function lacks(form) {
  const state = states.get(form);
  const lacking = [...form.querySelectorAll("input[type=file][data-needed]")]
    .find((input) => !state.files[input.name]?.length);
  lacking?.setCustomValidity(lacking.dataset.needed);
  const fine = form.reportValidity();
  lacking?.setCustomValidity("");
  return !fine;
}

async function hand(form, submitter) {
  const state = states.get(form);
  clearTimeout(state.timer);
  state.done = true;
  const made = content(form);
  if (submitter?.name) made.said[submitter.name] = [submitter.value];
  const id = await kept(form, () => handIn(made, { was: state.id }));
  if (!id) {
    state.done = false;
    return;
  }
  const soon = new Promise((resolve) => { setTimeout(resolve, 8000); });
  if (navigator.onLine) await Promise.race([deliver(), soon]);
  else (await navigator.serviceWorker?.ready)?.sync?.register("outbox").catch(() => {});
  const found = await operation(id);
  const there = found?.state === DELIVERED && found.result?.url?.startsWith("/field/");
  location.assign(there ? found.result.url : `/field/outbox/#${id}`);
}

export async function startForms() {
  const forms = [...document.querySelectorAll("form[data-operation]")];
  if (!forms.length || !(await openVault())) return;
  for (const form of forms) {
    states.set(form, { files: {} });
    await restore(form, location.hash.slice(1));
    // What was chosen is taken out of the input; whether there is enough, `lacks` asks.
    form.querySelectorAll("input[type=file][data-needed]").forEach((one) => { one.required = false; });
    form.dataset.offline = "ready";
    form.addEventListener("input", (event) => {
      if (event.target.type !== "file") later(form);
    });
    form.addEventListener("change", (event) => {
      if (event.target.type === "file" && event.target.files.length) choose(form, event.target);
    });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-photo-remove]");
      if (button) remove(form, button);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!states.get(form).done && !lacks(form)) hand(form, event.submitter);
    });
    const away = form.querySelector("[data-draft-drop]");
    if (away) away.hidden = false;
    away?.addEventListener("click", async () => {
      const state = states.get(form);
      state.done = true;
      if (state.id) await drop(state.id);
      location.assign("/field/");
    });
  }
  navigator.storage?.persist?.();
  addEventListener("beforeunload", (event) => {
    if (forms.some((form) => states.get(form)?.unkept)) event.preventDefault();
  });
  addEventListener("pagehide", () => forms.forEach((form) => states.get(form)?.timer && save(form)));
}
