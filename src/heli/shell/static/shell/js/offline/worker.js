// The service worker of the field face: styles and scripts from the cache of their version, pages
// from the network or, without one, from what was taken along; delivers when the browser wakes it.
import { keepPage, keptPage } from "./carry.js";
import { deliver } from "./sync.js";

const PREFIX = "heli-field-";
const PATIENCE = 6000;
const NEVER = /^\/field\/(standing|uploads|sync|devices|pack)\//;

export function start({ version, files, offline }) {
  const name = PREFIX + version;

  self.addEventListener("install", (event) => {
    event.waitUntil((async () => {
      const cache = await caches.open(name);
      await cache.addAll([...files, offline].map((url) => new Request(url, { cache: "reload" })));
      // Drafts lie in the database, not in the page: nothing is lost by taking over at once.
      await self.skipWaiting();
    })());
  });

  self.addEventListener("activate", (event) => {
    event.waitUntil((async () => {
      const older = (await caches.keys()).filter((one) => one.startsWith(PREFIX) && one !== name);
      // Pages on board still name the files of the version before; that one stays until the next.
      await Promise.all(older.slice(0, -1).map((one) => caches.delete(one)));
      await self.clients.claim();
    })());
  });

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== location.origin) return;
    if (url.pathname.startsWith("/field/") && !NEVER.test(url.pathname)) {
      event.respondWith(page(event, offline));
    } else if (url.pathname.startsWith("/static/")) {
      event.respondWith(file(request));
    }
  });

  self.addEventListener("sync", (event) => {
    if (event.tag === "outbox") event.waitUntil(deliver());
  });
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function page(event, offline) {
  const { request } = event;
  const fresh = fetch(request).then((answer) => {
    event.waitUntil(keepPage(answer.clone()));
    return answer;
  });
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE, null); });
  const answer = await Promise.race([fresh, late]).catch(() => null);
  // A session that ended takes nothing away: the page on board says that one has to sign in.
  const isAsked = answer?.type === "opaqueredirect";
  if (answer && answer.status < 500 && !isAsked) return answer;
  const kept = await keptPage(request.url);
  if (kept) return carried(kept);
  const last = answer ?? (await fresh.catch(() => null));
  if (last) return last;
  return request.mode === "navigate" ? caches.match(offline) : Response.error();
}

function carried({ body, type, at }) {
  const marked = body.replace("<html ", `<html data-carried="${new Date(at).toISOString()}" `);
  return new Response(marked, { headers: { "Content-Type": type } });
}
