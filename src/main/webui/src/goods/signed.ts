import type { Scan } from "./scans";

// Signed labels: see labels/verify-label.ts. Until keys were fetched, nothing is told of a signature.

export async function takeKeysAlong(): Promise<void> {}

export async function signatureOf(_text: string): Promise<Scan["signature"]> {
  return null;
}
