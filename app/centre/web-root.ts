import { fileURLToPath } from "node:url";

/** Folder of the built browser app. */
export const webRoot = fileURLToPath(new URL("../../dist/web", import.meta.url));
