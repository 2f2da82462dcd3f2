import { all, get, photosOf, write } from "../offline/database";
import { sha256, uuid7 } from "../offline/identity";
import type { Entry, Photo } from "../offline/outbox";
import { clockOffset } from "../offline/session";
import type { Merchant } from "./reference";
import { w } from "./words";

// A visit in the making. It is on the phone after every change; a photo is on the phone before it is shown.

export type Finding = { violation: string; count: number; note: string; code: string; photos: string[] };
export type Measurement = { what: string; value: string; code: string; instrument: string; note: string };
export type Signature = { how: "NONE" | "DRAWN" | "TYPED" | "REFUSED"; by: string; photo: string | null };
export type Position = { latitude: string; longitude: string; accuracyM: number };

export type Draft = {
  id: string;
  account: string;
  kind: string;
  merchant: string;
  merchantSeen: { name: string; stall: string; standing: string };
  startedAt: string;
  /** Milliseconds that were spent on it before this page was opened, by a clock that nobody can set. */
  elapsedMs: number;
  place: string;
  position: Position | null;
  checklist: Record<string, string>;
  findings: Finding[];
  codes: string[];
  seals: string;
  measurements: Measurement[];
  correctBy: string;
  statement: string;
  signature: Signature;
  follows: string | null;
  supersedes: string | null;
};

/** The form of the records that this page writes; the server knows all earlier ones. */
const SCHEMA = 1;

/** Bytes; the server takes no larger record. */
const LARGEST_RECORD = 128 * 1024;

export function begun(account: string, merchant: Merchant, kind: string, follows: string | null): Draft {
  return {
    id: uuid7(),
    account,
    kind,
    merchant: merchant.id,
    merchantSeen: { name: merchant.name, stall: merchant.stall, standing: merchant.standing },
    startedAt: new Date().toISOString(),
    elapsedMs: 0,
    place: merchant.stall,
    position: null,
    checklist: {},
    findings: [],
    codes: [],
    seals: "",
    measurements: [],
    correctBy: "",
    statement: "",
    signature: { how: "NONE", by: "", photo: null },
    follows,
    supersedes: null,
  };
}

export async function drafts(account: string): Promise<Draft[]> {
  return (await all<Draft>("drafts")).filter((draft) => draft.account === account);
}

export function draft(id: string): Promise<Draft | undefined> {
  return get<Draft>("drafts", id);
}

let held: { id: string; release: () => void } | null = null;

/**
 * Takes a draft for this page: two pages would each write their own copy over the other's. The browser lets it go when the
 * page ends, however it ends.
 *
 * @returns false if another page has it
 */
export async function claim(id: string): Promise<boolean> {
  if (held?.id === id || !navigator.locks) {
    return true;
  }
  letGo();
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`draft:${id}`, { ifAvailable: true }, (lock) => {
        if (!lock) {
          resolve(false);
          return undefined;
        }
        return new Promise<void>((release) => {
          held = { id, release };
          resolve(true);
        });
      })
      .catch(reject);
  });
}

export function letGo(): void {
  held?.release();
  held = null;
}

/** Changes a draft that is still one: what was finished is a record, and its photos are evidence. */
async function change(id: string, work: (transaction: IDBTransaction) => void): Promise<void> {
  let finished = false;
  try {
    await write(["drafts", "photos", "outbox"], (transaction) => {
      const ask = transaction.objectStore("outbox").getKey(id);
      ask.onsuccess = () => {
        finished = ask.result !== undefined;
        if (finished) {
          transaction.abort();
        } else {
          work(transaction);
        }
      };
    });
  } catch (error) {
    throw finished ? new Error(w("finishedElsewhere")) : error;
  }
}

export function keep(draft: Draft): Promise<void> {
  return change(draft.id, (transaction) => void transaction.objectStore("drafts").put(draft));
}

/** The photo and the draft that names it, together or not at all. */
export function keepWithPhoto(draft: Draft, photo: Photo): Promise<void> {
  return change(draft.id, (transaction) => {
    transaction.objectStore("photos").put(photo);
    transaction.objectStore("drafts").put(draft);
  });
}

export function keepWithoutPhoto(draft: Draft, slot: string): Promise<void> {
  return change(draft.id, (transaction) => {
    transaction.objectStore("photos").delete([draft.id, slot]);
    transaction.objectStore("drafts").put(draft);
  });
}

export function giveUp(draft: Draft): Promise<void> {
  return change(draft.id, (transaction) => {
    transaction.objectStore("drafts").delete(draft.id);
    transaction.objectStore("photos").delete(photosOf(draft.id));
  });
}

export function photos(record: string): Promise<Photo[]> {
  return all<Photo>("photos", photosOf(record));
}

export function sealsOf(draft: Draft): string[] {
  return draft.seals.split(/[\s,，;；、]+/).filter(Boolean);
}

/**
 * Turns the draft into a record that never changes again: the record and all its photos in one transaction, in which the draft
 * ends. When the promise is kept the phone may be switched off.
 */
export async function finish(draft: Draft, elapsedMs: number): Promise<Entry> {
  const kept = await photos(draft.id);
  const slots = new Set(kept.map((photo) => photo.slot));
  const record = {
    schemaVersion: SCHEMA,
    id: draft.id,
    account: draft.account,
    kind: draft.kind,
    merchant: draft.merchant,
    merchantSeen: draft.merchantSeen,
    startedAt: draft.startedAt,
    finishedAt: new Date().toISOString(),
    elapsedMs: Math.round(elapsedMs),
    clockOffsetMs: await clockOffset(),
    place: draft.place,
    position: draft.position,
    checklist: draft.checklist,
    findings: draft.findings.map((finding) => ({ ...finding, photos: finding.photos.filter((slot) => slots.has(slot)) })),
    codes: draft.codes,
    seals: sealsOf(draft),
    measurements: draft.measurements,
    correctBy: draft.correctBy || null,
    statement: draft.statement,
    signature: draft.signature.how === "NONE" ? null : draft.signature,
    follows: draft.follows,
    supersedes: draft.supersedes,
    photos: kept.map((photo) => ({
      slot: photo.slot,
      sha256: photo.sha256,
      bytes: photo.bytes.byteLength,
      takenAt: photo.takenAt,
      note: photo.note,
    })),
  };
  const body = JSON.stringify(record);
  if (new TextEncoder().encode(body).length > LARGEST_RECORD) {
    throw new Error(w("tooLong", LARGEST_RECORD / 1024));
  }
  const entry: Entry = {
    id: draft.id,
    kind: "visit",
    account: draft.account,
    title: `${draft.merchantSeen.stall} ${draft.merchantSeen.name}`.trim(),
    savedAt: record.finishedAt,
    method: "PUT",
    path: `/api/v1/field/visits/${draft.id}`,
    body,
    sha256: await sha256(body),
    photos: record.photos.map(({ slot, sha256, bytes }) => ({ slot, sha256, bytes })),
    state: "waiting",
    attempts: 0,
  };
  await write(["drafts", "photos", "outbox"], (transaction) => {
    kept.forEach((photo) => transaction.objectStore("photos").put(photo));
    // A record is never written over another, whatever the page thinks.
    transaction.objectStore("outbox").add(entry);
    transaction.objectStore("drafts").delete(draft.id);
  });
  return entry;
}
