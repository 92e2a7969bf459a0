const browsers: readonly (readonly [name: string, mark: RegExp])[] = [
  ["Edge", /Edg\//],
  ["Opera", /OPR\//],
  ["Firefox", /Firefox\//],
  ["Chrome", /Chrome\//],
  ["Safari", /Version\/.* Safari\//],
];
const systems: readonly (readonly [name: string, mark: RegExp])[] = [
  ["Android", /Android/],
  ["HarmonyOS", /HarmonyOS|OpenHarmony/],
  ["iOS", /iPhone|iPad/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X/],
  ["Linux", /Linux/],
];

/** What a person calls a browser ("Chrome · Windows"); what it says of itself where that is none we know. */
export function browserName(userAgent: string): string {
  const named = [browsers, systems].flatMap((list) => list.find(([, mark]) => mark.test(userAgent))?.[0] ?? []);
  return named.length === 0 ? userAgent : named.join(" · ");
}
