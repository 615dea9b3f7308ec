// A long list of choices gets a box that sifts it: by its labels, and by words that stand for them.
// The first that fits is chosen; the list below stays what is sent.
function sift(select) {
  const all = [...select.options].map((option) => ({ option, home: option.parentElement, says: `${option.text} ${option.dataset.words ?? ""}`.toLowerCase() }));
  const box = Object.assign(document.createElement("input"), { type: "search", className: "input sift", autocomplete: "off" });
  box.setAttribute("aria-label", `${select.labels[0]?.firstChild?.textContent ?? ""} ${select.dataset.sift}`);
  box.placeholder = select.dataset.sift;
  box.setAttribute("aria-controls", select.id);
  select.before(box);
  box.addEventListener("input", () => {
    const words = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = select.value;
    all.forEach(({ option, home, says }) => {
      if (words.every((word) => says.includes(word))) home.append(option);
      else option.remove();
    });
    select.querySelectorAll("optgroup").forEach((group) => { group.hidden = !group.children.length; });
    const left = [...select.options].filter((option) => option.value);
    select.value = words.length ? (left[0]?.value ?? "") : chosen;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    select.focus();
  });
}

document.querySelectorAll("select[data-sift]").forEach(sift);
