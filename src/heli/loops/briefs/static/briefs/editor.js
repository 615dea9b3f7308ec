// The writing screen: autosave, marks under the numbers, keys. Without it the form still posts.

import { carried, toPoints, toUnits } from "./marks.js";

const IDLE = 1500;
const form = document.querySelector("[data-brief-editor]");
if (form) start(form);

function start(editor) {
  const text = editor.querySelector("[data-brief-text]");
  const title = editor.querySelector("[data-brief-title]");
  const base = editor.querySelector("[data-brief-base]");
  const status = editor.querySelector("[data-brief-saved]");
  const paper = editor.querySelector("[data-brief-marks]");
  const kept = `heli-brief-${editor.dataset.briefEditor}`;
  const words = status.dataset;
  const state = { sent: `${title.value}\n${text.value}`, shown: text.value, timer: 0, busy: null };
  let marks = [];

  const content = () => `${title.value}\n${text.value}`;
  const isDirty = () => content() !== state.sent;

  function readMarks() {
    state.shown = text.value;
    marks = [...document.querySelectorAll("#numbers [data-number]")].map((item) => ({
      start: toUnits(text.value, Number(item.dataset.start)),
      end: toUnits(text.value, Number(item.dataset.end)),
      state: item.dataset.state,
    }));
    marks.sort((a, b) => a.start - b.start);
    paint();
  }

  function paint() {
    const pieces = document.createDocumentFragment();
    let at = 0;
    for (const mark of marks) {
      if (mark.start < at) continue;
      pieces.append(text.value.slice(at, mark.start));
      const underlined = document.createElement("mark");
      underlined.className = `mark-${mark.state}`;
      underlined.textContent = text.value.slice(mark.start, mark.end);
      pieces.append(underlined);
      at = mark.end;
    }
    pieces.append(`${text.value.slice(at)}\n`);
    paper.replaceChildren(pieces);
  }

  function keepAside() {
    try {
      if (isDirty()) {
        localStorage.setItem(kept, JSON.stringify({ base: base.value, title: title.value, text: text.value }));
      } else {
        localStorage.removeItem(kept);
      }
    } catch { /* a full or closed store: the page itself still holds the text */ }
  }

  function tell(word, tone = "") {
    status.textContent = word;
    status.dataset.tone = tone;
  }

  function typed() {
    marks = carried(marks, state.shown, text.value);
    state.shown = text.value;
    paint();
    keepAside();
    if (isDirty()) tell(words.unsaved);
    clearTimeout(state.timer);
    state.timer = setTimeout(save, IDLE);
  }

  async function save() {
    clearTimeout(state.timer);
    if (state.busy) await state.busy;
    if (!isDirty()) return true;
    state.busy = send();
    const saved = await state.busy;
    state.busy = null;
    if (saved && isDirty()) state.timer = setTimeout(save, IDLE);
    return saved;
  }

  async function send() {
    const sending = content();
    tell(words.saving);
    const answer = await post(editor.action, new FormData(editor));
    if (!answer) return false;
    if (!answer.headers.get("X-Revision")) {
      tell(answer.status === 409 ? words.conflict : words.refused, "bad");
      await takeIn(answer);
      scrollTo({ top: 0 });
      return false;
    }
    state.sent = sending;
    await takeIn(answer);
    return true;
  }

  async function post(url, body) {
    try {
      return await fetch(url, {
        method: "POST", body, headers: { "X-Part": "live" }, credentials: "same-origin",
      });
    } catch {
      tell(words.offline, "bad");
      return null;
    }
  }

  // What the server answers: the new parts of the page, and the text where it had to change it.
  async function takeIn(answer) {
    const typedBefore = content();
    const rewritten = swap(await answer.text());
    const revision = answer.headers.get("X-Revision");
    if (!revision) return;
    base.value = revision;
    if (rewritten !== null && content() === typedBefore) replaceText(rewritten);
    else if (content() === state.sent) readMarks();
    if (!isDirty()) tell(words.saved.replace("%s", answer.headers.get("X-Saved-At")));
    keepAside();
  }

  function swap(html) {
    const answer = new DOMParser().parseFromString(html, "text/html");
    const held = document.activeElement?.closest?.("[data-number]")?.dataset.start;
    const shut = new Set(
      [...document.querySelectorAll("#numbers details:not([open])")].map((one) => one.dataset.group),
    );
    for (const id of ["refusal", "numbers", "checks", "preview"]) {
      const fresh = answer.getElementById(id);
      const old = document.getElementById(id);
      if (fresh && old) old.replaceWith(document.importNode(fresh, true));
    }
    for (const group of document.querySelectorAll("#numbers details[data-group]")) {
      if (shut.has(group.dataset.group)) group.open = false;
    }
    if (held !== undefined) holdOn(Number(held));
    return answer.querySelector("template[data-expanded]")?.content.textContent ?? null;
  }

  // After a number was said, the next one that waits gets the focus.
  function holdOn(start) {
    const all = [...document.querySelectorAll("#numbers [data-number]")];
    const waiting = all.filter((item) => ["unbound", "differs"].includes(item.dataset.state));
    const next = waiting.find((item) => Number(item.dataset.start) >= start) ?? waiting[0];
    (next ?? all.find((item) => Number(item.dataset.start) === start))?.focus();
  }

  function replaceText(expanded) {
    const behind = text.value.length - text.selectionStart;
    text.value = expanded;
    text.setSelectionRange(expanded.length - behind, expanded.length - behind);
    state.sent = content();
    readMarks();
  }

  function restore() {
    let aside = null;
    try {
      aside = JSON.parse(localStorage.getItem(kept) ?? "null");
    } catch { /* somebody else's words under our name: leave them */ }
    if (!aside || (aside.text === text.value && aside.title === title.value)) return;
    document.querySelector("[data-brief-restore]").hidden = false;
    document.querySelector("[data-brief-restore-do]").addEventListener("click", () => {
      title.value = aside.title;
      text.value = aside.text;
      base.value = aside.base;
      document.querySelector("[data-brief-restore]").hidden = true;
      typed();
    });
    document.querySelector("[data-brief-restore-drop]").addEventListener("click", () => {
      localStorage.removeItem(kept);
      document.querySelector("[data-brief-restore]").hidden = true;
    });
  }

  function goTo(item) {
    const from = toUnits(text.value, Number(item.dataset.start));
    const to = toUnits(text.value, Number(item.dataset.end));
    const line = paper.querySelectorAll("mark")[marks.findIndex((m) => m.start === from)];
    line?.scrollIntoView({ block: "center" });
    text.focus({ preventScroll: true });
    text.setSelectionRange(from, to);
  }

  // Numbering: the next number of a level, at the beginning of the line.
  editor.addEventListener("click", (event) => {
    const button = event.target.closest("[data-level]");
    if (!button) return;
    event.preventDefault();
    const head = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
    const number = nextNumber(text.value.slice(0, head), Number(button.dataset.level));
    text.focus();
    text.setRangeText(number, head, head, "end");
    typed();
  });

  // A title is one line, however long: Enter goes on to the text.
  title.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    text.focus();
  });
  text.addEventListener("input", typed);
  title.addEventListener("input", typed);
  text.addEventListener("scroll", () => { paper.scrollTop = text.scrollTop; });
  window.addEventListener("beforeunload", (event) => { if (isDirty()) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyS") {
      event.preventDefault();
      save();
    }
  });

  // Every other form of the page starts from what is written, at the caret.
  document.addEventListener("submit", async (event) => {
    const { target, submitter } = event;
    const stays = target.matches("[data-after-save]");
    if (!stays && !target.matches("[data-leave]")) return;
    if (!stays && !isDirty()) return;
    event.preventDefault();
    if (!(await save())) return;
    if (!stays) {
      target.submit();
      return;
    }
    for (const field of target.querySelectorAll("[name=base]")) field.value = base.value;
    for (const field of target.querySelectorAll("[name=caret]")) {
      field.value = String(toPoints(text.value, text.selectionEnd));
    }
    const answer = await post(target.action, new FormData(target, submitter));
    if (!answer) return;
    target.closest("dialog")?.close();
    await takeIn(answer);
    if (!answer.headers.get("X-Revision")) scrollTo({ top: 0 });
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-leave]");
    if (!link || event.defaultPrevented || !isDirty()) return;
    event.preventDefault();
    if (await save()) location.assign(link.href);
  });

  // The palette opens over the page, and asks for a measure's value without leaving it.
  const palette = document.querySelector("[data-brief-palette]");
  const part = palette?.querySelector("[data-palette-part]");
  async function ask(url) {
    const answer = await fetch(url, { headers: { "X-Part": "palette" }, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    part.replaceChildren(...[...page.body.childNodes].map((node) => document.importNode(node, true)));
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-dialog=palette]") && !part.hasChildNodes()) {
      ask(palette.dataset.briefPalette);
    }
  });
  palette?.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-palette-ask]")) return;
    event.preventDefault();
    ask(`${event.target.action}?${new URLSearchParams(new FormData(event.target))}`);
  });
  palette?.addEventListener("change", (event) => {
    event.target.closest("[data-palette-ask]")?.requestSubmit();
  });
  editor.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-go-to]");
    if (!place) return;
    event.preventDefault();
    goTo(place.closest("[data-number]"));
  });

  editor.classList.add("is-live");
  editor.querySelector("[data-brief-levels]").hidden = false;
  readMarks();
  restore();
}

const HAN = "一二三四五六七八九十";

function chinese(n) {
  const tens = Math.floor(n / 10);
  const head = tens === 0 ? "" : `${tens > 1 ? HAN[tens - 1] : ""}十`;
  return head + (n % 10 ? HAN[(n % 10) - 1] : "");
}

const LEVELS = [
  /^\s*[一二三四五六七八九十百]{1,4}、/, /^\s*[（(][一二三四五六七八九十百]{1,4}[)）]/,
  /^\s*\d{1,2}[.．](?!\d)/, /^\s*[（(]\d{1,2}[)）]/,
];

export function nextNumber(before, level) {
  let count = 0;
  for (const line of before.split("\n")) {
    const found = LEVELS.findIndex((pattern) => pattern.test(line)) + 1;
    if (found && found < level) count = 0;
    if (found === level) count += 1;
  }
  const n = count + 1;
  return [`${chinese(n)}、`, `（${chinese(n)}）`, `${n}. `, `（${n}）`][level - 1];
}
