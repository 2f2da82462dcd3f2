import { get, put } from "../offline/database";
import { askJson } from "../offline/session";
import { type LabelKey, verifyLabel } from "../labels/verify-label";
import type { Scan } from "./scans";

// Signed labels are checked on the phone, also without a network, by the keys that it has taken along.

const KEYS = "/.well-known/herbtrust-label-keys";

export async function takeKeysAlong(): Promise<void> {
  await put("meta", (await askJson<{ keys: LabelKey[] }>(KEYS)).keys, "labelKeys");
}

/** Null where there is no signature in it, or no keys are on this phone. */
export async function signatureOf(text: string): Promise<Scan["signature"]> {
  const keys = await get<LabelKey[]>("meta", "labelKeys");
  if (!keys) {
    return null;
  }
  const verdict = await verifyLabel(text, keys);
  return verdict.reason === "not-signed" ? null : { valid: verdict.valid, reason: verdict.reason, on: verdict.signedOn };
}
