// Checks a signed label without a network: the same steps, in the same order, as SignatureCheck.java. The keys come from
// /.well-known/herbtrust-label-keys and may be kept as long as one likes; a revocation is known from the next fetch on.

export interface LabelKey {
  id: string;
  x: string;
  y: string;
  validFrom: string;
  validUntil?: string | null;
  revokedOn?: string | null;
}

export type Finding =
  | "not-signed"
  | "malformed"
  | "unknown-form"
  | "unknown-key"
  | "key-revoked"
  | "outside-validity"
  | "wrong-signature"
  | "genuine";

export interface LabelVerdict {
  /** True only of a good signature by a key that is not revoked. */
  valid: boolean;
  /** The 13 characters of the label; null if the text could not be read. */
  code: string | null;
  keyId: string | null;
  /** The day that the text says, such as 2026-11-24. */
  signedOn: string | null;
  reason: Finding;
}

const FORM = /^(https?:\/\/[!"$->@-~]{1,200}\/v\/([0-9A-Z]{13}))\?s=([0-9]{167})(?:[&#].*)?$/;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const FORM_AND_ALGORITHM = 0x11;
const HEADER_BYTES = 5;
const BYTES = HEADER_BYTES + 64;
const DAY_ZERO = Date.UTC(2020, 0, 1);
const MS_PER_DAY = 86_400_000;

function isShortCode(code: string): boolean {
  let sum = 0;
  for (let i = 0; i < 12; i++) {
    const value = ALPHABET.indexOf(code[i]);
    if (value < 0) {
      return false;
    }
    sum += (i + 1) * value;
  }
  return code[12] === ALPHABET[sum % 31];
}

/** The 69 bytes that the digits are; null if the number is of another length. */
function bytesOf(digits: string): Uint8Array<ArrayBuffer> | null {
  const hex = BigInt(digits).toString(16);
  if (hex.length > 2 * BYTES) {
    return null;
  }
  const bytes = new Uint8Array(BYTES);
  const padded = hex.padStart(2 * BYTES, "0");
  for (let i = 0; i < BYTES; i++) {
    bytes[i] = parseInt(padded.slice(2 * i, 2 * i + 2), 16);
  }
  return bytes[0] > 0 && bytes[0] < 0x80 ? bytes : null;
}

async function isSigned(address: string, bytes: Uint8Array<ArrayBuffer>, key: LabelKey): Promise<boolean> {
  const text = new TextEncoder().encode(`herbtrust label\n${address}\n`);
  const signed = new Uint8Array(text.length + HEADER_BYTES);
  signed.set(text);
  signed.set(bytes.subarray(0, HEADER_BYTES), text.length);
  const jwk = { kty: "EC", crv: "P-256", x: key.x, y: key.y };
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const imported = await crypto.subtle.importKey("jwk", jwk, algorithm, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, imported, bytes.slice(HEADER_BYTES), signed);
}

/** Never fails because of the text: what can't be read is "malformed". Needs a secure context, as all of WebCrypto does. */
export async function verifyLabel(text: string, keys: readonly LabelKey[]): Promise<LabelVerdict> {
  const trimmed = text.trim();
  const unread: LabelVerdict = { valid: false, code: null, keyId: null, signedOn: null, reason: "malformed" };
  if (!trimmed.includes("?s=")) {
    return { ...unread, reason: "not-signed" };
  }
  const parts = FORM.exec(trimmed);
  const bytes = parts && isShortCode(parts[2]) ? bytesOf(parts[3]) : null;
  if (!parts || !bytes) {
    return unread;
  }
  const keyId = [bytes[1], bytes[2]].map((b) => b.toString(16).padStart(2, "0")).join("");
  const signedOn = new Date(DAY_ZERO + ((bytes[3] << 8) | bytes[4]) * MS_PER_DAY).toISOString().slice(0, 10);
  const found = (reason: Finding): LabelVerdict => ({ valid: reason === "genuine", code: parts[2], keyId, signedOn, reason });
  if (bytes[0] !== FORM_AND_ALGORITHM) {
    return found("unknown-form");
  }
  const key = keys.find((k) => k.id === keyId);
  if (!key) {
    return found("unknown-key");
  }
  if (key.revokedOn) {
    return found("key-revoked");
  }
  // days of this form sort as texts
  if (signedOn < key.validFrom || (key.validUntil && signedOn > key.validUntil)) {
    return found("outside-validity");
  }
  return found((await isSigned(parts[1], bytes, key)) ? "genuine" : "wrong-signature");
}
