import type { EventView } from "../../../api/contract/system.ts";

/** Whether the answer to a path may have changed by an event, so that only that much is read again. */
export function concernedBy(event: EventView): (path: string) => boolean {
  const tests: ((path: string) => boolean)[] = [(path) => path.startsWith("/timeline")];
  if (event.kind === "storage") tests.push((path) => path === "/system");
  if (event.kind === "collector") tests.push((path) => path === "/collectors" || path === "/system" || isEnterprise(path, event));
  if (event.kind !== "storage" && event.kind !== "collector") tests.push(aboutEnterprise(event), aboutAsset(event));
  if (event.kind === "finding" || event.kind === "inventory") tests.push(aboutFindings(event));
  if (event.kind === "attestation") tests.push(aboutAttestations(event));
  if (event.kind === "verdict" || event.kind === "inventory") tests.push(aboutVerdicts(event));
  if (event.kind !== "storage" && event.kind !== "attestation") tests.push(aboutDiscovery(event));
  return (path) => tests.some((test) => test(path));
}

/** A path of this very thing or of something below it; without an id, of any. */
function names(path: string, word: string, id: string | null): boolean {
  if (id === null) return true;
  const own = `/${word}/${encodeURIComponent(id)}`;
  return path === `/${word}` || path === own || path.startsWith(`${own}/`) || path.startsWith(`${own}?`);
}

/** Polling of its sites stands there. */
function isEnterprise(path: string, { enterpriseId }: EventView): boolean {
  return enterpriseId !== null && path === `/enterprises/${encodeURIComponent(enterpriseId)}`;
}

function aboutEnterprise({ enterpriseId }: EventView): (path: string) => boolean {
  return (path) => path.startsWith("/enterprises") && names(path, "enterprises", enterpriseId);
}

/** A list of assets is concerned too, unless it is another enterprise's. */
function aboutAsset({ assetId, enterpriseId }: EventView): (path: string) => boolean {
  return (path) => {
    if (!path.startsWith("/assets")) return false;
    if (path.startsWith("/assets?")) return isOf(path, enterpriseId);
    return assetId === null
      ? enterpriseId === null || path.startsWith(`/assets/${enterpriseId}.`)
      : names(path, "assets", assetId);
  };
}

function aboutFindings({ enterpriseId, refersTo }: EventView): (path: string) => boolean {
  return (path) => {
    if (path.startsWith("/findings?") || path === "/findings") return isOf(path, enterpriseId);
    return path.startsWith("/findings/") && names(path, "findings", refersTo);
  };
}

/** What was found, and how tasks stand. */
function aboutDiscovery({ enterpriseId }: EventView): (path: string) => boolean {
  const tasks = enterpriseId === null ? "" : `/enterprises/${encodeURIComponent(enterpriseId)}/discovery/`;
  return (path) => /^\/(proposals|discovery)\b/.test(path) || (tasks !== "" && path.startsWith(tasks));
}

function aboutAttestations({ enterpriseId, refersTo }: EventView): (path: string) => boolean {
  return (path) => {
    if (path.startsWith("/attestations?")) return isOf(path, enterpriseId);
    return path.startsWith("/attestations/") && names(path, "attestations", refersTo);
  };
}

function aboutVerdicts({ enterpriseId }: EventView): (path: string) => boolean {
  return (path) => path.startsWith("/advisor") || (path.startsWith("/verdicts?") && isOf(path, enterpriseId));
}

function isOf(listPath: string, enterpriseId: string | null): boolean {
  const asked = new URLSearchParams(listPath.split("?")[1] ?? "").get("enterprise");
  return asked === null || enterpriseId === null || asked === enterpriseId;
}
