import { all, get, photosOf, put, write } from "./database";
import { sha256 } from "./identity";
import { ask, NoNetwork, refresh, SignInNeeded } from "./session";
import { storage } from "./storage";

// What was finished on this phone and must reach the server: once, whole, and in order. An entry never changes after it
// was saved; only what became of it does.

export type Photo = {
  record: string;
  slot: string;
  sha256: string;
  type: string;
  takenAt: string;
  note: string;
  bytes: ArrayBuffer;
};

export type Problem = { status: number; type: string; title: string; detail: string };

export type Entry = {
  id: string;
  kind: "visit" | "goods";
  /** Whose work it is: only that account sends it. */
  account: string;
  title: string;
  savedAt: string;
  method: "PUT" | "POST";
  path: string;
  body: string;
  sha256: string;
  photos: { slot: string; sha256: string; bytes: number }[];
  state: "waiting" | "refused" | "done";
  attempts: number;
  /** Attempts in a row that the server could not deal with; the entry waits on, and the others go before it. */
  failures?: number;
  /** Hashes of the photos that the server has: a next attempt begins behind them. */
  confirmed?: string[];
  problem?: Problem;
  /** What was scanned for it, so that what was refused need not be scanned again. */
  scanned?: { purpose: string; texts: string[] };
  receipt?: { sha256?: string; photos?: string[]; conflicts?: string[]; receivedAt?: string };
  doneAt?: string;
};

/** What the person must always be able to see. */
export type State = {
  waiting: number;
  refused: number;
  others: number;
  lastSync: string | null;
  sending: { done: number; of: number } | null;
  trouble: "offline" | "sign-in" | "server" | null;
};

/** Acknowledged work stays on the phone that long, in case the server has to be asked about it. */
const KEPT_DAYS = 14;
/** Unless the phone is nearly full. */
const KEPT_DAYS_WHEN_FULL = 1;
const NEARLY_FULL_MB = 500;
const RETRY_MS = 20_000;
const SEND_PATIENCE_MS = 60_000;
/** What a request may take more for its size: a poor network brings that much. */
const SLOWEST_BYTES_PER_S = 4_000;
/** Failures in a row of one entry until the person is told of it. */
const TROUBLED_AFTER = 5;
/** Different entries in a row that fail: it is the server and none of them. */
const SERVER_DOWN_AFTER = 3;
const LOCK = "herbtrust-outbox";

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(LOCK);
const listeners = new Set<() => void>();
let sending: State["sending"] = null;
let trouble: State["trouble"] = null;
let flushing = false;

export function onChange(listener: () => void): void {
  listeners.add(listener);
}

function changed(): void {
  listeners.forEach((listener) => listener());
}

channel?.addEventListener("message", changed);

function tell(): void {
  changed();
  channel?.postMessage("changed");
}

export async function entries(): Promise<Entry[]> {
  const found = await all<Entry>("outbox");
  return found.sort((a, b) => (a.savedAt < b.savedAt ? -1 : a.savedAt > b.savedAt ? 1 : a.id < b.id ? -1 : 1));
}

export async function state(account: string | undefined): Promise<State> {
  const found = await all<Entry>("outbox");
  const unsent = found.filter((entry) => entry.state !== "done");
  const mine = unsent.filter((entry) => entry.account === account);
  return {
    waiting: mine.filter((entry) => entry.state === "waiting").length,
    refused: mine.filter((entry) => entry.state === "refused").length,
    others: unsent.length - mine.length,
    lastSync: (await get<string>("meta", "lastSync")) ?? null,
    sending,
    trouble,
  };
}

/** An entry that has just been written by its owner's transaction: tell, and try to send. */
export function saved(): void {
  tell();
}

/**
 * Sends what is waiting, one flusher at a time over all tabs.
 *
 * @param kind what this page is responsible for
 * @returns who is signed in, if the server could be asked
 */
export async function flush(): Promise<void> {
  if (flushing) {
    return;
  }
  flushing = true;
  try {
    if (navigator.locks) {
      await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => (lock ? flushAlone() : undefined));
    } else {
      await flushAlone();
    }
  } finally {
    flushing = false;
    sending = null;
    tell();
  }
}

async function flushAlone(): Promise<void> {
  try {
    const { account } = await refresh();
    trouble = null;
    const mine = (await entries()).filter((entry) => entry.state === "waiting" && entry.account === account);
    // One that has failed must not keep the others from being sent; goods keep their order among themselves.
    const failed = (entry: Entry) => (entry.kind === "visit" ? (entry.failures ?? 0) : 0);
    const waiting = mine.sort((a, b) => failed(a) - failed(b));
    let failures = 0;
    let goodsStopped = false;
    for (const [i, entry] of waiting.entries()) {
      if (entry.kind === "goods" && goodsStopped) {
        continue;
      }
      sending = { done: i, of: waiting.length };
      tell();
      try {
        await send(entry);
        failures = 0;
      } catch (error) {
        if (!(error instanceof Unsettled)) {
          throw error;
        }
        console.warn("has to wait", entry.path, error);
        trouble = error.problem.status >= 500 ? "server" : trouble;
        goodsStopped ||= entry.kind === "goods";
        await failedAgain(entry, error.problem);
        if (++failures >= SERVER_DOWN_AFTER) {
          return;
        }
      }
    }
    await put("meta", new Date().toISOString(), "lastSync");
    await forgetOld();
  } catch (error) {
    trouble = error instanceof SignInNeeded ? "sign-in" : error instanceof NoNetwork ? "offline" : "server";
    if (trouble === "server") {
      console.warn("sending stopped", error);
    }
  }
}

/** The server could not deal with one entry now; perhaps with the next one. */
class Unsettled extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.type}`);
  }
}

async function failedAgain(entry: Entry, problem: Problem): Promise<void> {
  entry.failures = (entry.failures ?? 0) + 1;
  await settle(entry, "waiting", entry.failures >= TROUBLED_AFTER ? { problem } : {});
}

/** Returns when the entry is done or refused; throws when it has to wait. */
async function send(entry: Entry): Promise<void> {
  entry.attempts++;
  let answer = await sendWhole(entry);
  if (answer?.status === 424) {
    // The server has forgotten photos that it had confirmed: they are all still here.
    entry.confirmed = [];
    answer = await sendWhole(entry);
  }
  if (answer === null) {
    const problem = { status: 0, type: "photo-lost", title: "照片已不在手机里 (a photo is no longer on this phone)", detail: "" };
    await settle(entry, "refused", { problem });
    return;
  }
  if (answer.ok) {
    const receipt = (await answer.json()) as NonNullable<Entry["receipt"]>;
    if (receipt.sha256 !== undefined && receipt.sha256 !== entry.sha256) {
      await settle(entry, "refused", {
        problem: { status: answer.status, type: "receipt", title: "回执不符 (receipt differs)", detail: receipt.sha256 },
      });
      return;
    }
    await settle(entry, "done", { receipt, doneAt: new Date().toISOString() });
    return;
  }
  await settle(entry, "refused", { problem: await problemOf(answer) });
}

/** The server's last word, or null if a photo is lost. */
async function sendWhole(entry: Entry): Promise<Response | null> {
  const confirmed = new Set(entry.confirmed);
  for (const named of entry.photos) {
    if (confirmed.has(named.sha256)) {
      continue;
    }
    const photo = await get<Photo>("photos", [entry.id, named.slot]);
    if (!photo) {
      return null;
    }
    const answer = await request(`${entry.path}/photos/${named.sha256}`, {
      method: "PUT",
      headers: { "Content-Type": photo.type },
      body: photo.bytes,
    }, photo.bytes.byteLength);
    if (!answer.ok) {
      return answer;
    }
    confirmed.add(named.sha256);
    entry.confirmed = [...confirmed];
    await put("outbox", entry);
  }
  return request(entry.path, {
    method: entry.method,
    headers: { "Content-Type": "application/json", "Idempotency-Key": entry.id },
    body: entry.body,
  }, entry.body.length);
}

/** An answer that settles the matter; what does not is thrown, and the entry waits. */
async function request(path: string, init: RequestInit, bytes: number): Promise<Response> {
  const answer = await ask(path, init, SEND_PATIENCE_MS + (bytes / SLOWEST_BYTES_PER_S) * 1000);
  if (answer.status === 401) {
    throw new SignInNeeded();
  }
  if (answer.ok) {
    return answer;
  }
  const problem = await problemOf(answer.clone());
  if (answer.status === 403 && problem.type.endsWith("field-record-not-yours")) {
    throw new SignInNeeded();
  }
  // A server that is older than this page takes the record once it is as new.
  if (answer.status === 408 || answer.status === 429 || answer.status >= 500 || problem.type.endsWith("field-schema-unknown")) {
    throw new Unsettled(problem);
  }
  return answer;
}

async function problemOf(answer: Response): Promise<Problem> {
  try {
    const told = (await answer.json()) as Partial<Problem> & { errors?: { detail?: string }[] };
    const more = (told.errors ?? []).map((error) => error.detail ?? "").filter(Boolean);
    return {
      status: answer.status,
      type: told.type ?? "",
      title: told.title ?? "",
      detail: [told.detail ?? "", ...more].filter(Boolean).join(" · "),
    };
  } catch {
    return { status: answer.status, type: "", title: answer.statusText, detail: "" };
  }
}

async function settle(entry: Entry, state: Entry["state"], more: Partial<Entry>): Promise<void> {
  Object.assign(entry, more, { state });
  if (state === "done") {
    delete entry.problem;
    delete entry.failures;
    delete entry.confirmed;
  }
  await put("outbox", entry);
  tell();
}

/** Puts a refused entry back into the queue: the reason may be gone, such as a server that was older than the phone. */
export async function retry(id: string): Promise<void> {
  const entry = await get<Entry>("outbox", id);
  if (entry?.state === "refused") {
    await settle(entry, "waiting", { failures: 0, problem: undefined });
  }
}

/** Takes an unsent entry away for good. The page asks before. */
export async function discard(id: string): Promise<void> {
  await write(["outbox", "photos"], (transaction) => {
    transaction.objectStore("outbox").delete(id);
    transaction.objectStore("photos").delete(photosOf(id));
  });
  tell();
}

async function forgetOld(): Promise<void> {
  const { freeMb } = await storage();
  const days = freeMb !== null && freeMb < NEARLY_FULL_MB ? KEPT_DAYS_WHEN_FULL : KEPT_DAYS;
  const oldest = new Date(Date.now() - days * 86_400_000).toISOString();
  const old = (await all<Entry>("outbox")).filter((entry) => entry.state === "done" && (entry.doneAt ?? "") < oldest);
  for (const entry of old) {
    await discard(entry.id);
  }
}

/** Sends at every occasion: now, when the network or the page comes back, and again and again. */
export function keepSending(): void {
  const go = () => void flush();
  window.addEventListener("online", go);
  document.addEventListener("visibilitychange", () => document.hidden || go());
  window.addEventListener("offline", () => {
    trouble = "offline";
    changed();
  });
  setInterval(async () => {
    if ((await all<Entry>("outbox")).some((entry) => entry.state === "waiting")) {
      go();
    }
  }, RETRY_MS);
  go();
}

// ---- a file for the worst case

const FORMAT = "herbtrust-unsent";

/** What this file knows of a visit in the making, which its page owns. */
type Unfinished = { id: string; account: string };

/** Visits that were begun on this phone and not finished, of anybody or of one account. */
export async function unfinished(account?: string): Promise<Unfinished[]> {
  return (await all<Unfinished>("drafts")).filter((draft) => account === undefined || draft.account === account);
}

/**
 * One line of JSON that tells what it is, then one a record with its photos, then one a draft with its photos; read and written
 * line by line.
 */
export async function exported(account: string): Promise<Blob> {
  const mine = (await entries()).filter((entry) => entry.account === account && entry.state !== "done");
  const begun = await unfinished(account);
  const head = { format: FORMAT, version: 2, account, exportedAt: new Date().toISOString(), entries: mine.length, drafts: begun.length };
  const parts: BlobPart[] = [JSON.stringify(head) + "\n"];
  const line = async (what: object, record: string) => {
    const photos = await all<Photo>("photos", photosOf(record));
    const lines = photos.map((photo) => ({ ...photo, bytes: base64(photo.bytes) }));
    parts.push(new Blob([JSON.stringify({ ...what, photos: lines }) + "\n"]));
  };
  for (const entry of mine) {
    await line({ entry }, entry.id);
  }
  for (const draft of begun) {
    await line({ draft }, draft.id);
  }
  return new Blob(parts, { type: "application/x-ndjson" });
}

type Line = { entry?: Entry; draft?: Unfinished; photos: (Omit<Photo, "bytes"> & { bytes: string })[] };

export type Imported = { added: number; known: number };

/**
 * Takes over the unsent work of another phone, or of this one before its store was lost. What is here already stays as it is;
 * sending it twice is harmless.
 *
 * @throws Error with a sentence for the person
 */
export async function imported(file: Blob, account: string): Promise<Imported> {
  const result: Imported = { added: 0, known: 0 };
  let head: { format?: string; account?: string } | undefined;
  for await (const line of linesOf(file)) {
    if (!head) {
      head = JSON.parse(line) as { format?: string; account?: string };
      if (head.format !== FORMAT) {
        throw new Error("不是本系统导出的文件 (not a file that was exported here)");
      }
      if (head.account !== account) {
        throw new Error(`文件属于账号 ${head.account ?? "?"}，请以该账号登录后导入 (sign in as that account)`);
      }
      continue;
    }
    const { entry, draft, photos } = JSON.parse(line) as Line;
    const what = entry ?? draft;
    if (!what) {
      throw new Error("文件来自更新的版本，请先更新页面 (the file is of a newer version: update this page first)");
    }
    if (what.account !== account || (entry && (await sha256(entry.body)) !== entry.sha256)) {
      throw new Error(`记录 ${what.id} 已损坏 (damaged)`);
    }
    const whole: Photo[] = [];
    for (const photo of photos) {
      const bytes = bytesOf(photo.bytes);
      if ((await sha256(bytes)) !== photo.sha256) {
        throw new Error(`照片 ${photo.slot} 已损坏 (damaged)`);
      }
      whole.push({ ...photo, record: what.id, bytes });
    }
    if ((await get<Entry>("outbox", what.id)) || (draft && (await get<Unfinished>("drafts", what.id)))) {
      result.known++;
      continue;
    }
    await write(["outbox", "drafts", "photos"], (transaction) => {
      whole.forEach((photo) => transaction.objectStore("photos").put(photo));
      if (entry) {
        // what the other phone's server has confirmed is asked for again: it need not be this one
        transaction.objectStore("outbox").put({ ...entry, state: "waiting", failures: 0, confirmed: [], problem: undefined });
      } else {
        transaction.objectStore("drafts").put(draft);
      }
    });
    result.added++;
  }
  if (!head) {
    throw new Error("文件为空 (the file is empty)");
  }
  tell();
  return result;
}

async function* linesOf(file: Blob): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      break;
    }
    const lines = (rest + value).split("\n");
    rest = lines.pop()!;
    yield* lines.filter((line) => line.trim() !== "");
  }
  if (rest.trim() !== "") {
    yield rest;
  }
}

function base64(bytes: ArrayBuffer): string {
  const view = new Uint8Array(bytes);
  let text = "";
  for (let i = 0; i < view.length; i += 0x8000) {
    text += String.fromCharCode(...view.subarray(i, i + 0x8000));
  }
  return btoa(text);
}

function bytesOf(text: string): ArrayBuffer {
  const raw = atob(text);
  const view = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) {
    view[i] = raw.charCodeAt(i);
  }
  return view.buffer;
}
