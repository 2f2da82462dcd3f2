import { defineConfig, type Plugin } from "vite";

// What the service worker keeps on a phone: all that was built, workers and their WebAssembly included.
function builtFiles(): Plugin {
  return {
    name: "built-files",
    enforce: "post",
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => name.startsWith("assets/")).sort();
      this.emitFile({ type: "asset", fileName: "files.json", source: JSON.stringify(files, null, 1) });
    },
  };
}

// Pages find the hashed names through the manifest, which the application reads when it starts.
export default defineConfig({
  base: "/islands/",
  publicDir: "public",
  plugins: [builtFiles()],
  build: {
    outDir: "../../../target/classes/META-INF/resources/islands",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2020",
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: [
        "src/app.css",
        "src/buyer.css",
        "src/field/field.css",
        "src/app.ts",
        "src/scan.ts",
        "src/sw.ts",
        "src/field/main.ts",
        "src/goods/main.ts",
      ],
      onwarn(warning, warn) {
        // htmx has an eval that its setting allowEval=false never reaches.
        if (warning.code !== "EVAL") warn(warning);
      },
    },
  },
  worker: { format: "es" },
});
