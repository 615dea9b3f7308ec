// Which groups of the menu somebody has open: kept for the next page, which is drawn so.
const groups = () => [...document.querySelectorAll("[data-nav]")];
const secure = location.protocol === "https:" ? ";secure" : "";

function keep() {
  const open = groups().filter((group) => group.open).map((group) => group.dataset.nav);
  document.cookie = `heli_nav=${open.join(".")};path=/desk;max-age=31536000;samesite=lax${secure}`;
}

if (groups().length) {
  keep();
  document.addEventListener("toggle", (event) => { if (event.target.dataset?.nav) keep(); }, true);
}
