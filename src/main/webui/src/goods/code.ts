// Recognises our own codes without a network. What is more than that, the server knows.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const WEIGHED = 12;
const PRIME = 31;

/** The 13 characters in what was scanned or typed: bare, grouped, in a short address or a GS1 Digital Link; null if none. */
export function shortCode(text: string): string | null {
  const trimmed = text.trim();
  const inAddress = /^https?:\/\/[^/]+\/(?:v|(?:.*\/)?21)\/([0-9A-Za-z]{13})(?:[/?#].*)?$/.exec(trimmed);
  const code = (inAddress ? inAddress[1]! : trimmed.replace(/[\s-]/g, ""))
    .toUpperCase()
    .replace(/[IL]/g, "1")
    .replace(/O/g, "0");
  if (code.length !== WEIGHED + 1) {
    return null;
  }
  let sum = 0;
  for (let i = 0; i < WEIGHED; i++) {
    const value = ALPHABET.indexOf(code[i]!);
    if (value < 0) {
      return null;
    }
    sum += (i + 1) * value;
  }
  return ALPHABET[sum % PRIME] === code[WEIGHED] ? code : null;
}

/** For reading: 7K3Q-9ZP2-XM4D-A. */
export function grouped(code: string): string {
  return code.replace(/(.{4})(.{4})(.{4})(.)/, "$1-$2-$3-$4");
}
