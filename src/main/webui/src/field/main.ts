import { english, h, minute, show, tr } from "../dom";
import * as database from "../offline/database";
import {
  discard,
  type Entry,
  entries,
  exported,
  flush,
  imported,
  keepSending,
  onChange,
  retry,
  saved,
  unfinished,
} from "../offline/outbox";
import { uuid7 } from "../offline/identity";
import { refresh, remembered, type Session, SignInNeeded } from "../offline/session";
import { showStorageWarnings, showSyncBar } from "../offline/syncbar";
import { begun, claim, type Draft, draft, drafts, keep, letGo, photos } from "./draft";
import { VisitForm } from "./form";
import * as reference from "./reference";
import { scanned } from "./scanner";
import { w } from "./words";

// The inspector's application. It lives on the phone: every page of it is made here from what the phone has, and the network
// is only used to bring work in and out.

const FOUND_AT_ONCE = 20;
const RECORDS_SHOWN = 30;

const main = document.getElementById("main")!;
const bar = document.getElementById("sync")!;
const warnings = document.getElementById("warnings")!;

let session: Session | undefined;

// ---- always visible

async function showSync(): Promise<void> {
  await showSyncBar(bar, session?.account, { home: "/field", unsent: "#unsent", sync: () => void syncNow() });
}

async function syncNow(): Promise<void> {
  await flush();
  await takeAlong();
}

async function showWarnings(): Promise<void> {
  await showStorageWarnings(warnings, session?.account);
}

// ---- pages

async function route(): Promise<void> {
  const [page = "", id = ""] = location.hash.replace(/^#\/?/, "").split("/");
  const data = await reference.reference();
  if (!session || !data) {
    show(
      main,
      h("h1", {}, w("newVisit")),
      h("p", { class: "notice" }, w("mustSignIn")),
      h("p", {}, h("a", { class: "button", href: `/login?next=${encodeURIComponent("/field")}` }, w("login"))),
    );
    return;
  }
  if (page === "draft") {
    if (!(await claim(id))) {
      showTaken();
      return;
    }
    // read only now: until a moment ago another page may have been writing it
    const found = await draft(id);
    if (found) {
      await showDraft(found, data);
      return;
    }
  }
  letGo();
  if (page === "record" || page === "draft") {
    // a draft that is none any more may have become a record
    const found = await database.get<Entry>("outbox", id);
    if (found) {
      await showRecord(found, false);
      return;
    }
  } else if (page === "unsent") {
    await showUnsent();
    return;
  }
  await showHome(data);
}

function go(hash: string): void {
  if (location.hash === hash) {
    void route();
  } else {
    location.hash = hash;
  }
  window.scrollTo(0, 0);
}

async function showHome(data: reference.Reference): Promise<void> {
  const [open, todo, merchants, all, updated, cut] = await Promise.all([
    drafts(session!.account),
    reference.today(),
    reference.merchants(),
    entries(),
    reference.updatedAt(),
    reference.merchantsCut(),
  ]);
  const records = all.filter((entry) => entry.kind === "visit" && entry.account === session!.account).reverse();
  show(
    main,
    h("h1", {}, w("today")),
    open.length > 0 && h("section", { class: "card" }, h("h2", {}, w("drafts")), list(open.map((one) => draftLine(one, data)))),
    starting(data, merchants, cut),
    h(
      "section",
      { class: "card" },
      h("h2", {}, w("tasks")),
      todo && todo.tasks.length > 0
        ? list(todo.tasks.map((task) => taskLine(task, todo.day, data, merchants)))
        : h("p", { class: "soft" }, todo ? w("noTasks") : w("noTasksYet")),
      updated ? h("small", { class: "note" }, w("updated", minute(updated))) : null,
    ),
    h(
      "section",
      { class: "card" },
      h("h2", {}, w("records")),
      records.length > 0 ? list(records.slice(0, RECORDS_SHOWN).map(recordLine)) : h("p", { class: "soft" }, w("noRecords")),
    ),
    h(
      "p",
      { class: "actions" },
      h("a", { class: "button second", href: "/field/conflicts" }, w("conflicts")),
      h("a", { class: "button second", href: "/inspect" }, w("desk")),
    ),
  );
}

function list(lines: Node[]): HTMLElement {
  return h("ul", { class: "plainlist" }, ...lines.map((line) => h("li", {}, line)));
}

function draftLine(one: Draft, data: reference.Reference): HTMLElement {
  const kind = data.kinds.find((k) => k.code === one.kind);
  return h(
    "div",
    { class: "line" },
    h("span", {}, h("b", {}, one.merchantSeen.name), h("br"), h("small", { class: "soft" }, `${one.place} · ${kind ? tr(kind.title) : one.kind} · ${minute(one.startedAt)}`)),
    h("a", { class: "button small", href: `#draft/${one.id}`, "data-draft": one.id }, w("continue_")),
  );
}

function taskLine(task: reference.Task, day: string, data: reference.Reference, merchants: reference.Merchant[]): HTMLElement {
  const kind = data.kinds.find((k) => k.code === task.kind);
  const late = task.dueOn !== null && task.dueOn < day;
  return h(
    "div",
    { class: "line" },
    h(
      "span",
      {},
      h("b", {}, task.name || task.merchant),
      ` ${task.stall}`,
      h("br"),
      h("small", { class: "soft" }, `${kind ? tr(kind.title) : task.kind} · ${tr(task.why)}`),
      late && " ",
      late && h("span", { class: "chip bad" }, w("overdue")),
    ),
    h(
      "button",
      {
        type: "button",
        class: "small",
        click: () => void start(merchants.find((m) => m.id === task.merchant) ?? unknown(task), task.kind, task.follows),
      },
      w("begin"),
    ),
  );
}

/** A merchant that the tasks name and the list on this phone does not have yet. */
function unknown(task: reference.Task): reference.Merchant {
  return { id: task.merchant, name: task.name, stall: task.stall, grid: null, gln: "", standing: "" };
}

function recordLine(entry: Entry): HTMLElement {
  return h(
    "div",
    { class: "line" },
    h("span", {}, h("a", { href: `#record/${entry.id}` }, entry.title), h("br"), h("small", { class: "soft" }, minute(entry.savedAt))),
    stateChip(entry),
  );
}

function stateChip(entry: Entry): HTMLElement {
  const conflicts = entry.receipt?.conflicts?.length ?? 0;
  return h(
    "span",
    { "data-state": entry.state },
    entry.state === "done"
      ? h("span", { class: "chip good" }, w("done"))
      : entry.state === "refused"
        ? h("span", { class: "chip bad" }, w("refused"))
        : h("span", { class: `chip ${entry.problem ? "bad" : "warn"}` }, entry.problem ? w("troubled", entry.failures ?? 0) : w("waiting")),
    conflicts > 0 && h("a", { class: "chip warn", href: `/field/visits/${entry.id}` }, w("withConflicts")),
  );
}

function starting(data: reference.Reference, merchants: reference.Merchant[], cut: boolean): HTMLElement {
  const kind = h("select", { id: "kind", name: "kind" }, ...data.kinds.map((k) => h("option", { value: k.code }, tr(k.title))));
  const text = h("input", { id: "find", name: "find", type: "search", maxlength: 100, autocomplete: "off" });
  const results = h("div", { role: "status", "data-found": "" });
  const look = () => {
    const found = reference.matching(merchants, text.value);
    show(
      results,
      text.value.trim() && found.length === 0
        ? h("p", { class: "notice" }, w("findNone"))
        : list(
            found.slice(0, FOUND_AT_ONCE).map((merchant) =>
              h(
                "div",
                { class: "line" },
                h("span", {}, h("b", {}, merchant.name), h("br"), h("small", { class: "soft" }, `${merchant.stall} ${merchant.id}`)),
                h(
                  "button",
                  { type: "button", class: "small", "data-merchant": merchant.id, click: () => void start(merchant, kind.value, null) },
                  w("begin"),
                ),
              ),
            ),
          ),
    );
  };
  text.addEventListener("input", look);
  return h(
    "section",
    { class: "card" },
    h("h2", {}, w("newVisit")),
    h("div", { class: "field" }, h("label", { for: "kind" }, w("kind")), kind),
    h(
      "div",
      { class: "field" },
      h("label", { for: "find" }, w("find")),
      text,
      h("small", { class: "note" }, w("findHint", merchants.length), cut ? ` · ${w("tooMany", reference.MOST_MERCHANTS)}` : ""),
    ),
    h(
      "button",
      {
        type: "button",
        class: "second",
        click: async () => {
          const code = await scanned(w("scanStall"));
          if (code) {
            text.value = code;
            look();
          }
        },
      },
      w("scanStall"),
    ),
    results,
  );
}

async function start(merchant: reference.Merchant, kind: string, follows: string | null): Promise<void> {
  const one = begun(session!.account, merchant, kind, follows);
  await keep(one);
  go(`#draft/${one.id}`);
}

/** Another page of this phone has the draft open. */
function showTaken(): void {
  show(
    main,
    h("p", { class: "notice warn", "data-taken": "" }, w("openElsewhere")),
    h(
      "p",
      { class: "actions" },
      h("button", { type: "button", click: () => void route() }, w("tryHere")),
      h("button", { type: "button", class: "second", click: () => go("#") }, w("back")),
    ),
  );
}

async function showDraft(one: Draft, data: reference.Reference): Promise<void> {
  const form = new VisitForm(
    one,
    data,
    (id) => {
      saved();
      void database.get<Entry>("outbox", id).then(async (entry) => {
        history.replaceState(null, "", `#record/${id}`);
        letGo();
        await showRecord(entry!, true);
        window.scrollTo(0, 0);
        void flush();
      });
    },
    () => go("#"),
  );
  show(main, await form.element());
}

async function showRecord(entry: Entry, justSaved: boolean): Promise<void> {
  const record = JSON.parse(entry.body) as { findings: { note: string; violation: string }[]; place: string; statement: string };
  const data = await reference.reference();
  const pictures = await photos(entry.id);
  show(
    main,
    justSaved && h("div", { class: "notice good", role: "status", "data-saved": entry.id }, h("b", {}, w("saved")), h("p", {}, w("savedHint"))),
    h("h1", {}, entry.title),
    h("p", {}, stateChip(entry), ` ${minute(entry.savedAt)}`, entry.receipt?.receivedAt ? ` · ${w("receivedAt", minute(entry.receipt.receivedAt))}` : ""),
    entry.problem && problem(entry),
    h(
      "section",
      { class: "card" },
      h("h2", {}, w("findings")),
      record.findings.length > 0
        ? list(
            record.findings.map((f) => {
              const violation = data?.violations.find((v) => v.code === f.violation);
              return h("span", {}, violation ? tr(violation.name) : f.violation, f.note ? ` — ${f.note}` : "");
            }),
          )
        : h("p", { class: "soft" }, "—"),
      h(
        "div",
        { class: "thumbs" },
        ...pictures.map((photo) => {
          const url = URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }));
          return h("figure", { class: "thumb" }, h("img", { src: url, alt: photo.slot, load: () => URL.revokeObjectURL(url) }));
        }),
      ),
      record.statement && h("p", {}, `${w("statement")}：${record.statement}`),
      h("p", { class: "soft code" }, `SHA-256 ${entry.sha256.slice(0, 16)}…`),
    ),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", class: "second", click: () => go("#") }, w("back")),
      entry.kind === "visit" && h("button", { type: "button", class: "second", click: () => void correct(entry) }, w("correct")),
      entry.state === "done" && h("a", { class: "button second", href: `/inspect/visits/${entry.id}` }, w("desk")),
    ),
  );
}

function problem(entry: Entry): HTMLElement {
  return h(
    "div",
    { class: "notice bad", "data-problem": entry.problem!.status },
    h("b", {}, `${entry.problem!.title} (${entry.problem!.status})`),
    h("p", {}, entry.problem!.detail),
  );
}

/** A finished record is not changed: what was wrong with it is said by another one, which begins as its copy. */
async function correct(entry: Entry): Promise<void> {
  const record = JSON.parse(entry.body) as Omit<Draft, "seals" | "signature" | "elapsedMs" | "correctBy"> & {
    seals: string[];
    correctBy: string | null;
  };
  const pictures = (await photos(entry.id)).filter((photo) => photo.slot !== "signature");
  const questions = new Set(((await reference.reference())?.checklists[record.kind] ?? []).map((question) => question.code));
  const one: Draft = {
    id: uuid7(),
    account: session!.account,
    kind: record.kind,
    merchant: record.merchant,
    merchantSeen: record.merchantSeen,
    startedAt: new Date().toISOString(),
    elapsedMs: 0,
    place: record.place,
    position: record.position,
    // what is no longer asked would be nowhere on the form
    checklist: Object.fromEntries(Object.entries(record.checklist).filter(([code]) => questions.has(code))),
    findings: record.findings,
    codes: record.codes,
    seals: record.seals.join(" "),
    measurements: record.measurements.map((m) => ({ ...m, value: String(m.value) })),
    correctBy: record.correctBy ?? "",
    statement: record.statement,
    signature: { how: "NONE", by: "", photo: null },
    follows: record.follows,
    // a refused record is none that the server knows: what it was to correct is corrected by this one
    supersedes: entry.state === "refused" ? record.supersedes : entry.id,
  };
  await database.write(["drafts", "photos"], (transaction) => {
    pictures.forEach((photo) => transaction.objectStore("photos").put({ ...photo, record: one.id }));
    transaction.objectStore("drafts").put(one);
  });
  go(`#draft/${one.id}`);
}

/** What became of the last import: it outlives the page's drawing itself anew, until the reader goes elsewhere. */
let toldOfImport = "";
window.addEventListener("hashchange", () => (toldOfImport = ""));

function tellOfImport(words: string): void {
  toldOfImport = words;
  const told = document.querySelector("[data-import]");
  if (told) {
    told.textContent = words;
  }
}

/** On a phone that has just been taken up nobody knows yet who is signed in: the file waits for it. */
async function bringIn(file: File): Promise<void> {
  try {
    if (!session) {
      await reference.update();
      session = await remembered();
    }
    if (!session) {
      throw new Error("请先登录 (sign in first)");
    }
    const result = await imported(file, session.account);
    tellOfImport(w("imported", result.added, result.known));
    void flush();
  } catch (error) {
    tellOfImport(error instanceof Error ? error.message : String(error));
  }
}

async function showUnsent(): Promise<void> {
  const mine = (await entries()).filter((entry) => entry.account === session!.account);
  const unsent = mine.filter((entry) => entry.state !== "done");
  const begun = await unfinished(session!.account);
  const told = h("p", { role: "status", "data-import": "" }, toldOfImport);
  const file = h("input", { type: "file", accept: ".ndjson,application/x-ndjson", class: "unseen", "data-import-file": "" });
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    if (chosen) {
      void bringIn(chosen);
      file.value = "";
    }
  });
  show(
    main,
    h("h1", {}, w("unsent")),
    unsent.length === 0
      ? h("p", { class: "empty" }, w("allSent"))
      : h(
          "div",
          {},
          ...unsent.map((entry) =>
            h(
              "section",
              { class: "card", "data-entry": entry.id },
              h("div", { class: "line" }, h("b", {}, entry.title), stateChip(entry)),
              h("p", { class: "soft" }, `${minute(entry.savedAt)} · ${w("photos")} ${entry.photos.length}`),
              entry.problem && problem(entry),
              h(
                "div",
                { class: "actions" },
                entry.kind === "visit" && h("a", { class: "button second small", href: `#record/${entry.id}` }, w("records")),
                entry.state === "refused" &&
                  h(
                    "button",
                    { type: "button", class: "small", click: () => void retry(entry.id).then(flush) },
                    w("retry"),
                  ),
                entry.state === "refused" &&
                  h(
                    "button",
                    {
                      type: "button",
                      class: "second small",
                      click: () => window.confirm(w("discardAsk")) && void discard(entry.id),
                    },
                    w("discard"),
                  ),
              ),
            ),
          ),
        ),
    h(
      "section",
      { class: "card" },
      h("p", { class: "note" }, w("exportHint")),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "second", "data-export": "", click: () => void download(unsent.length + begun.length, told) }, w("exportFile")),
        h("label", { class: "button second" }, w("importFile"), file),
      ),
      told,
    ),
    h("p", {}, h("button", { type: "button", class: "second", click: () => go("#") }, w("back"))),
  );
}

async function download(count: number, told: HTMLElement): Promise<void> {
  if (count === 0) {
    told.textContent = w("nothingToExport");
    return;
  }
  const url = URL.createObjectURL(await exported(session!.account));
  const day = new Date().toISOString().slice(0, 16).replace(/\D/g, "");
  const link = h("a", { href: url, download: `herbtrust-${session!.account}-${day}.ndjson` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

// ---- beginning

/** Fetches what is needed without a network, and who is signed in. */
async function takeAlong(): Promise<void> {
  try {
    if (!session) {
      await refresh();
    }
    await reference.update();
    const before = session?.account;
    session = await remembered();
    if (session && (before !== session.account || !location.hash.includes("draft/"))) {
      await route();
    }
  } catch (error) {
    if (!(error instanceof SignInNeeded)) {
      console.info("nothing fetched", error);
    }
  }
  await showSync();
  await showWarnings();
}

/** A new version takes over only when no visit is open in it. */
function registerWorker(): void {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  void navigator.serviceWorker.register("/sw.js", { scope: "/field", updateViaCache: "none" }).then((registration) => {
    const offer = () => {
      if (registration.waiting && !location.hash.includes("draft/")) {
        registration.waiting.postMessage("take-over");
      }
    };
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
    window.addEventListener("hashchange", offer);
    offer();
  });
}

async function begin(): Promise<void> {
  if (!window.isSecureContext) {
    show(main, h("p", { class: "notice bad" }, w("insecure")));
    return;
  }
  document.documentElement.lang = english ? "en" : "zh-CN";
  registerWorker();
  session = await remembered();
  const firstTime = !session;
  if (firstTime) {
    await takeAlong(); // asks who it is before it says that nobody is signed in
  }
  await route();
  await showSync();
  window.addEventListener("hashchange", () => void route());
  onChange(() => {
    void showSync();
    if (/^#unsent/.test(location.hash)) {
      void showUnsent();
    } else if (/^#record\//.test(location.hash)) {
      void refreshChip();
    }
  });
  keepSending();
  await flush();
  if (!firstTime) {
    await takeAlong();
  }
}

async function refreshChip(): Promise<void> {
  const entry = await database.get<Entry>("outbox", location.hash.split("/")[1] ?? "");
  const chip = main.querySelector("[data-state]");
  if (entry && chip) {
    chip.replaceWith(stateChip(entry));
  }
}

void begin();
