import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The centre serves the result from `dist/web`; while developing, Vite passes calls on to a centre on its default port. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    manifest: true,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: ["index.html", "wallboard.html"].map((page) => fileURLToPath(new URL(page, import.meta.url))),
      output: {
        codeSplitting: {
          groups: [
            // The wallboard has no component library, so that what both pages need must not lie in a file with it.
            { name: "base", priority: 1, test: /node_modules[\\/](react|react-dom|scheduler|zod)[\\/]/ },
            { name: "charts", test: /node_modules[\\/](echarts|zrender)[\\/]/ },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:7420" } },
});
