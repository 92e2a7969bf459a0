import { readFile } from "node:fs/promises";
import type { Inventory } from "../model/inventory/inventory.ts";
import type { FirmwareState, SimulatedFirmware } from "../model/truth/firmware.ts";
import type { TruthLine } from "../model/truth/scenario.ts";
import type { VerdictStatus } from "../model/verdict.ts";

/** An advisory as a person would import it. */
export interface AdvisoryFile {
  readonly fileName: string;
  readonly text: string;
}

interface Firmware {
  readonly product: string;
  readonly version: string;
  /** What a right monitor says once the shipped advisory is imported; written by hand from what it says. */
  readonly status: VerdictStatus;
}

const vendor = "Plantwatch Simulators";
const check = "advisory.known-vulnerability";

/**
 * Firmware that simulated devices name, beside what `advisories/pws-2026-001.json` says: the controller is vulnerable below 2.0.4, the
 * server below 3.1 SP2; of the meter the maker does not know yet, and of the drive it says nothing.
 */
const table: Readonly<Record<FirmwareState, Firmware>> = {
  outdated: { product: "SimControl 200", version: "V1.10.3", status: "fail" },
  fixed: { product: "SimControl 200", version: "V2.0.4", status: "pass" },
  "outdated-pack": { product: "SimServer", version: "3.1 SP1 Update 4", status: "fail" },
  "fixed-pack": { product: "SimServer", version: "3.1 SP2", status: "pass" },
  "not-named": { product: "SimDrive", version: "1.0", status: "unknown" },
  "under-investigation": { product: "SimMeter", version: "4.2", status: "unknown" },
};

const file = new URL("./advisories/pws-2026-001.json", import.meta.url);

/** The advisory that is shipped for simulated plants. */
export async function shippedAdvisory(): Promise<AdvisoryFile> {
  return { fileName: "pws-2026-001.json", text: await readFile(file, "utf8") };
}

/** The inventory with the identities of the firmware that is declared; the devices say the same of themselves. */
export function withFirmware(inventory: Inventory, firmware: SimulatedFirmware): Inventory {
  const assets = inventory.assets.map((asset) => {
    const state = firmware[asset.id];
    if (state === undefined) return asset;
    const { product, version } = table[state];
    return { ...asset, vendor, product, version };
  });
  return { ...inventory, assets };
}

/** What a right monitor says of the firmware; nothing is claimed of an asset that names none. */
export function firmwareTruth(enterprise: string, firmware: SimulatedFirmware): readonly TruthLine[] {
  return Object.entries(firmware).map(([asset, state]) => {
    const { status } = table[state];
    return { enterprise, asset, check, status, ...(status === "fail" ? { weakness: `firmware-${state}` } : {}) };
  });
}
