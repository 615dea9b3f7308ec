// One place that a screen reader listens to.
export function announce(text) {
  const place = document.querySelector("[data-announce]");
  if (place && text) place.textContent = text;
}
