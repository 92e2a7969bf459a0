import { join } from "node:path";

const folder = (name: string): string => join(import.meta.dirname, name);

/** Folders of the catalogues that come with Plantwatch, by catalogue id; a new one is its folder and its line here. */
export const builtinCatalogs = {
  miit: folder("miit"),
  ip: folder("ip"),
  pi: folder("pi"),
  app: folder("app"),
  minors: folder("minors"),
  ads: folder("ads"),
} as const satisfies Readonly<Record<string, string>>;

/** Catalogues that are scored unless the configuration says otherwise; each of the others is a score of its own. */
export const defaultCatalogs: readonly string[] = ["miit"];

/** The folders of all built-in catalogues. */
export function catalogFolders(): readonly string[] {
  return Object.values(builtinCatalogs);
}
