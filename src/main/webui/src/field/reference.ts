import { all, get, put, write } from "../offline/database";
import type { Text } from "../dom";
import { askJson } from "../offline/session";

// What an inspector takes along: checklists, violations, tasks, merchants. Bounded, so that it fits on any phone.

export type Choice = { code: string; title: Text; unit: string };
export type Question = { code: string; question: Text; violation: string | null };
export type Violation = { code: string; severity: "CRITICAL" | "SERIOUS" | "MINOR"; name: Text; basis: string };
export type Reference = {
  account: string;
  name: string;
  schemaVersion: number;
  mostPhotos: number;
  largestPhoto: number;
  kinds: Choice[];
  checklists: Record<string, Question[]>;
  violations: Violation[];
  measurements: Choice[];
};
export type Task = {
  id: string;
  kind: string;
  merchant: string;
  name: string;
  stall: string;
  why: Text;
  follows: string | null;
  dueOn: string | null;
};
export type Today = { day: string; tasks: Task[] };
export type Merchant = { id: string; name: string; stall: string; grid: string | null; gln: string; standing: string };

/** The largest market of the country has 20,000 traders; a line is about a hundred bytes. */
export const MOST_MERCHANTS = 20_000;

const PAGE = 200;
const MERCHANTS_FRESH_MS = 6 * 3600_000;

export function reference(): Promise<Reference | undefined> {
  return get<Reference>("meta", "reference");
}

export function today(): Promise<Today | undefined> {
  return get<Today>("meta", "today");
}

export async function updatedAt(): Promise<string | undefined> {
  return get<string>("meta", "referenceAt");
}

/** Fetches anew what is old. What is here stays until the new is complete. */
export async function update(): Promise<void> {
  await put("meta", await askJson<Reference>("/api/v1/field/reference"), "reference");
  await put("meta", await askJson<Today>("/api/v1/field/today"), "today");
  await put("meta", new Date().toISOString(), "referenceAt");
  const last = await get<string>("meta", "merchantsAt");
  if (!last || Date.now() - Date.parse(last) > MERCHANTS_FRESH_MS) {
    await updateMerchants();
  }
}

async function updateMerchants(): Promise<void> {
  const found: Merchant[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Merchant[]; nextCursor: string | null } = await askJson(
      `/api/v1/field/merchants?limit=${PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`,
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && found.length < MOST_MERCHANTS);
  await write(["merchants", "meta"], (transaction) => {
    const store = transaction.objectStore("merchants");
    store.clear();
    found.slice(0, MOST_MERCHANTS).forEach((merchant) => store.put(merchant));
    transaction.objectStore("meta").put(new Date().toISOString(), "merchantsAt");
    transaction.objectStore("meta").put(cursor !== null, "merchantsCut");
  });
}

export function merchants(): Promise<Merchant[]> {
  return all<Merchant>("merchants");
}

export function merchant(id: string): Promise<Merchant | undefined> {
  return get<Merchant>("merchants", id);
}

export async function merchantsCut(): Promise<boolean> {
  return (await get<boolean>("meta", "merchantsCut")) ?? false;
}

/** By number, name, stall, or what a stall's code says: a GLN, alone or in a GS1 Digital Link. */
export function matching(merchants: Merchant[], text: string): Merchant[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) {
    return [];
  }
  const gln = /(?:^|\/41[47]\/)(\d{13})(?:\D|$)/.exec(wanted)?.[1];
  const words = wanted.split(/\s+/);
  return merchants.filter((merchant) => {
    if (gln) {
      return merchant.gln === gln;
    }
    const line = `${merchant.id} ${merchant.name} ${merchant.stall}`.toLowerCase();
    return words.every((word) => line.includes(word));
  });
}
