// Lets the inspector's and the merchant's pages open without a network. Only these pages and the built files are kept: what
// the server says is never answered from here.

declare const HERBTRUST: { version: string; pages: string[]; files: string[] };

const worker = self as unknown as ServiceWorkerGlobalScope;
const scope = new URL(worker.registration.scope).pathname;
const PREFIX = `herbtrust${scope}:`;
const CACHE = PREFIX + HERBTRUST.version;
/** On a network that is there and does not work, the page on the phone is better than waiting. */
const PATIENCE_MS = 4000;

const isOurs = (path: string) => path === scope || path.startsWith(scope + "/") || path.startsWith(scope + "?");
const pages = HERBTRUST.pages.filter(isOurs);

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(CACHE).then(async (cache) => {
      await cache.addAll(HERBTRUST.files);
      await cache.addAll(pages.map((page) => new Request(page, { cache: "reload" })));
    }),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

// The page says so when no visit is open in it: nobody's work is interrupted by an update.
worker.addEventListener("message", (event) => {
  if (event.data === "take-over") {
    void worker.skipWaiting();
  }
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) {
    return;
  }
  if (request.mode === "navigate" && pages.includes(url.pathname)) {
    event.respondWith(page(request, url.pathname));
  } else if (HERBTRUST.files.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname, { ignoreVary: true }).then((kept) => kept ?? fetch(request)));
  }
});

async function page(request: Request, path: string): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(request, { signal: patience.signal });
    if (answer.ok) {
      return answer;
    }
  } catch {
    // no network: below
  } finally {
    clearTimeout(timer);
  }
  const cache = await caches.open(CACHE);
  return (await cache.match(path, { ignoreVary: true })) ?? Response.error();
}
