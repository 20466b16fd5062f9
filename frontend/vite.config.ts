import { defineConfig } from "vite";

// One entry for every page, one for each island; the pages find their files through the manifest.
export default defineConfig({
  base: "/static/",
  publicDir: "public",
  worker: { format: "es" },
  build: {
    outDir: "../src/mahdar/web/static",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    assetsInlineLimit: 0, // the Content-Security-Policy lets nothing in but files
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500, // the map's library
    rollupOptions: {
      input: {
        room: "src/room.ts",
        article: "src/article.ts",
        timeline: "src/timeline.ts",
        map: "src/map.ts",
        review: "src/review.ts",
      },
    },
  },
});
