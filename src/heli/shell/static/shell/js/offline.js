// Says when the connection is gone, and goes when it is back.
const bar = document.querySelector("body > [data-offline]");

function show() {
  if (bar) bar.hidden = navigator.onLine;
}

addEventListener("online", show);
addEventListener("offline", show);
show();
