import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const namesSchema = z.record(z.string(), z.string()).default({});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dependencies: namesSchema,
      optionalDependencies: namesSchema,
      peerDependencies: namesSchema,
      peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).default({}),
    }),
  ),
});
type Packages = z.infer<typeof lockSchema>["packages"];

export interface RuntimeOptions {
  /** Dependencies of the project that need not come along. */
  readonly without: (name: string) => boolean;
  readonly isInstalled: (location: string) => boolean;
}

/**
 * Folders of the packages that the program loads, by its lock file: what the project depends on and, from there, every dependency and
 * peer that is not optional. `npm ci --omit=dev` brings more: it counts in tools that a library would take as an optional peer.
 */
export function runtimePackages(lock: unknown, { without, isInstalled }: RuntimeOptions): readonly string[] {
  const { packages } = lockSchema.parse(lock);
  const found = new Set<string>();
  const waiting = namesOf(packages, "")
    .filter((name) => !without(name))
    .map((name) => ({ name, from: "" }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const location = resolve(packages, next.name, next.from);
    if (location === undefined || found.has(location) || !isInstalled(location)) continue;
    found.add(location);
    for (const name of namesOf(packages, location)) waiting.push({ name, from: location });
  }
  return [...found].sort();
}

function namesOf(packages: Packages, location: string): string[] {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[location] ?? {};
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => peerDependenciesMeta?.[name]?.optional !== true);
  return [...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {}), ...peers];
}

/** Where Node would find a package: in the folder of the one that asks, else further out. */
function resolve(packages: Packages, name: string, from: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const location = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[location] !== undefined) return location;
    if (folder === "") return undefined;
  }
}

export const installedIn =
  (root: string) =>
  (location: string): boolean =>
    existsSync(join(root, location));
