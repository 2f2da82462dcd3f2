// Runs the scan page's verifier over the vectors that the Java one is tested with: node verify-label.mjs VECTORS
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const webui = new URL("../../main/webui/", import.meta.url);
const typescript = createRequire(new URL("package.json", webui))("typescript");
const source = readFileSync(new URL("src/labels/verify-label.ts", webui), "utf8");
const script = typescript.transpileModule(source, { compilerOptions: { module: "ESNext", target: "ES2020" } }).outputText;
const { verifyLabel } = await import("data:text/javascript;base64," + Buffer.from(script).toString("base64"));

const { keys, vectors } = JSON.parse(readFileSync(process.argv[2], "utf8"));
let wrong = 0;
for (const { about, text, expected } of vectors) {
  const verdict = await verifyLabel(text, keys);
  if (JSON.stringify(verdict) !== JSON.stringify({ valid: expected.reason === "genuine", ...expected })) {
    wrong++;
    console.error(`${about}: ${JSON.stringify(verdict)}`);
  }
}
console.log(`${vectors.length} vectors, ${wrong} wrong`);
process.exit(wrong === 0 && vectors.length > 0 ? 0 : 1);
