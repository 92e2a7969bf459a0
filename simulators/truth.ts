import type { Instant } from "../model/instant.ts";
import type { Inventory } from "../model/inventory/inventory.ts";
import type { SimulatedAddressList } from "../model/truth/address-list.ts";
import type { Scenario, Truth, TruthLine } from "../model/truth/scenario.ts";
import { verdictStatuses } from "../model/verdict.ts";
import { addressListTruth } from "./address-list.ts";
import type { DeviceDeclaration, Expectation, Simulator } from "./define.ts";
import { coverageTruth, inventoryTruth } from "./inventory-truth.ts";

/** A device of one plant with the simulator that runs it. */
export interface PlantDevice {
  readonly simulator: Simulator;
  readonly declaration: DeviceDeclaration;
}

/** Everything that is known about one plant: its inventory as a monitor gets it, and its devices. */
export interface Plant {
  readonly inventory: Inventory;
  readonly devices: readonly PlantDevice[];
  /** What is to be said of the enterprise itself. */
  readonly own: readonly TruthLine[];
  /** Its address record list, where it keeps one. */
  readonly addressList: SimulatedAddressList | undefined;
}

/** The truth about a scenario, from what its plants declare. */
export function truthOf(scenario: Scenario, plants: readonly Plant[], seed: number, startedAt: Instant): Truth {
  return {
    schema: 1,
    scenario: scenario.id,
    seed,
    startedAt,
    lines: [...plants.flatMap(plantTruth), ...plants.flatMap(({ own }) => own), ...timelineTruth(scenario)],
  };
}

function plantTruth({ inventory, devices, addressList }: Plant): readonly TruthLine[] {
  const fromDevices = devices.flatMap(({ simulator, declaration }) => simulator.expectations(declaration, inventory));
  const served = new Set(fromDevices.map(({ assetId }) => assetId));
  const unseen = new Set(fromDevices.filter(({ check }) => check === "monitor.covered").map(({ assetId }) => assetId));
  const coverage = inventory.assets
    .filter(({ id }) => !unseen.has(id))
    .flatMap((asset) => coverageTruth(asset, served.has(asset.id)));
  const declared = inventoryTruth(inventory).map((expectation) =>
    unseen.has(expectation.assetId) ? withoutSight(expectation) : expectation,
  );
  const isSeen = (assetId: string) => served.has(assetId) && !unseen.has(assetId);
  const ofAddresses = addressList === undefined ? [] : addressListTruth(inventory, addressList, isSeen);
  const ofAssets = worstOfEach([...fromDevices, ...declared, ...coverage]).map(
    ({ assetId, check, status, weakness }): TruthLine => ({
      enterprise: inventory.enterprise.id,
      asset: assetId,
      check,
      status,
      ...(weakness === undefined ? {} : { weakness }),
    }),
  );
  return [...ofAssets, ...ofAddresses];
}

/** What was never reached has crossed no zones yet, whatever the inventory declares. */
function withoutSight(expectation: Expectation): Expectation {
  if (expectation.check !== "net.zone-crossing" || expectation.status === "not-applicable") return expectation;
  return { assetId: expectation.assetId, check: expectation.check, status: "unknown" };
}

/** An asset takes the worst status of its endpoints. */
function worstOfEach(expectations: readonly Expectation[]): readonly Expectation[] {
  const worst = new Map<string, Expectation>();
  for (const expectation of expectations) {
    const key = JSON.stringify([expectation.assetId, expectation.check]);
    const known = worst.get(key);
    if (known === undefined || rank(expectation) < rank(known)) worst.set(key, expectation);
  }
  return [...worst.values()];
}

function rank({ status }: Expectation): number {
  return verdictStatuses.indexOf(status);
}

/** What is to be seen of the events of the timeline, from each event until the time by which it must be seen. */
function timelineTruth(scenario: Scenario): readonly TruthLine[] {
  return scenario.timeline.flatMap(({ at, expect }) =>
    expect.flatMap(({ asset, check, status, within }) => {
      const plant = scenario.plants.find(({ inventory }) => inventory.assets.some(({ id }) => id === asset));
      if (plant === undefined) return [];
      return [{ enterprise: plant.inventory.enterprise.id, asset, check, status, from: at, by: at + within }];
    }),
  );
}
