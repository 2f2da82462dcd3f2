import type { Entry } from "./outbox";

// Whoever signs out with work that the server does not have yet, finished or not, is asked first. The store is only looked at where it exists:
// most readers never had one.

async function unsent(): Promise<number> {
  const databases = await indexedDB.databases?.();
  if (databases && !databases.some((database) => database.name === "herbtrust-offline")) {
    return 0;
  }
  const { all } = await import("./database");
  const [records, drafts] = await Promise.all([all<Entry>("outbox"), all("drafts")]);
  return records.filter((entry) => entry.state !== "done").length + drafts.length;
}

export function askBeforeSigningOut(): void {
  document.querySelectorAll<HTMLFormElement>("form[action='/logout']").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.asked === "yes" || typeof indexedDB === "undefined") {
        return;
      }
      event.preventDefault();
      void unsent()
        .catch(() => 0)
        .then((count) => {
          const sentence = (form.dataset.unsent ?? "").replace("%", String(count));
          if (count === 0 || window.confirm(sentence)) {
            form.dataset.asked = "yes";
            form.requestSubmit();
          }
        });
    });
  });
}
