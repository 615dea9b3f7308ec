// Says how much of a long text still fits, before it is sent.
function count(box) {
  const limit = Number(box.dataset.limit);
  let place = box.nextElementSibling;
  if (!place?.matches(".field-count")) {
    place = Object.assign(document.createElement("p"), { className: "field-count number" });
    place.setAttribute("role", "status");
    box.after(place);
  }
  const size = [...box.value].length;
  place.classList.toggle("field-count-over", size > limit);
  place.textContent = size > limit * 0.8 ? `${size} / ${limit}` : "";
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("textarea[data-limit]")) count(event.target);
});
document.querySelectorAll("textarea[data-limit]").forEach(count);
