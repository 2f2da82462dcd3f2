import { defineConfig } from "vite";

// Pages find the hashed names through the manifest, which the application reads when it starts.
export default defineConfig({
  base: "/islands/",
  publicDir: "public",
  build: {
    outDir: "../../../target/classes/META-INF/resources/islands",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2020",
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: ["src/app.css", "src/buyer.css", "src/app.ts", "src/scan.ts"],
      onwarn(warning, warn) {
        // htmx has an eval that its setting allowEval=false never reaches.
        if (warning.code !== "EVAL") warn(warning);
      },
    },
  },
  worker: { format: "es" },
});
