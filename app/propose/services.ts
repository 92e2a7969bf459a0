import { join } from "node:path";
import type { DriverServices } from "../../collector/drivers/define.ts";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { systemClock } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { dataFolder } from "../config/environment.ts";

/** What drivers need, with the one client certificate that every command of this machine shows, and never a stranger's. */
export async function proposeServices(): Promise<DriverServices> {
  return {
    clock: systemClock,
    identity: await loadOrMakeIdentity(join(dataFolder(process.env), "scan", "identity"), "scan", "client"),
    strangerIdentity: () => Promise.reject(new Problem("no-stranger", "no stranger's certificate is shown here")),
    secret: () => undefined,
  };
}

/** Aborted by the first Ctrl-C, so that what is under way ends in order and what was found is still printed. */
export function stoppedByPerson(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const stop = () => controller.abort(new Problem("stopped", "stopped on request"));
  process.once("SIGINT", stop);
  return { signal: controller.signal, release: () => process.removeListener("SIGINT", stop) };
}
