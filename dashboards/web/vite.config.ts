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
      output: {
        codeSplitting: {
          groups: [{ name: "charts", test: /node_modules[\\/](echarts|zrender)[\\/]/ }],
        },
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:7420" } },
});
