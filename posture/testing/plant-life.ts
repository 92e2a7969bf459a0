import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { z } from "zod";
import type { Catalog } from "../../catalogs/catalog.ts";
import type { ObjectiveClaim } from "../../model/attestation.ts";
import type { Finding } from "../../model/finding.ts";
import { hour, type Instant } from "../../model/instant.ts";
import { type Asset, type Inventory, inventorySchema } from "../../model/inventory/inventory.ts";
import type { StoredObservation } from "../../model/observation.ts";
import { findProbe } from "../../model/protocols/index.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { AssessInput } from "../assess.ts";
import { checks } from "../checks/index.ts";
import { baseFactsSchema, casesSchema, resolveCases } from "../checks/run-case.ts";
import { applyDecision } from "../findings/decision.ts";
import type { Retirement } from "../findings/life-cycle.ts";
import type { CompensatingMeasure } from "../scoring/pair-ground.ts";

/** A small plant to which things happen at random: what it shows, what people write down, what time takes away. */

type Facts = Readonly<Record<string, unknown>>;

/** Facts by probe, from the cases of all checks. */
export const factsByProbe: ReadonlyMap<string, readonly Facts[]> = gatherFacts();

function gatherFacts(): Map<string, Facts[]> {
  const gathered = new Map<string, Facts[]>();
  const folder = join(import.meta.dirname, "..", "checks");
  for (const file of globSync(join(folder, "{opcua,modbus}", "*.cases.yaml")).sort()) {
    const baseFile = join(dirname(file), "base-facts.yaml");
    const bases = existsSync(baseFile) ? baseFactsSchema.parse(parse(readFileSync(baseFile, "utf8"))) : {};
    for (const { facts } of resolveCases(casesSchema.parse(parse(readFileSync(file, "utf8"))), bases)) {
      for (const [probe, own] of Object.entries(z.record(z.string(), z.record(z.string(), z.unknown())).parse(facts))) {
        if (findProbe(probe) === undefined) continue;
        gathered.set(probe, [...(gathered.get(probe) ?? []), own]);
      }
    }
  }
  return gathered;
}

const probes = [...factsByProbe.keys()];
const permittedClients = ["0.0.0.0/0"];
const endpointIds = { opcua: ["ua", "ua2"], modbus: ["mb"] } as const;
const index = fc.nat({ max: 1000 });

/** One thing that happens. */
export const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("answer" as const), asset: index, endpoint: index, probe: index, facts: index }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("again" as const), row: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("silence" as const), row: index }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), hours: fc.constantFrom(0.1, 1, 20, 30, 24 * 40, -2) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("edit" as const), asset: index, edit: index, value: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("baseline" as const), row: index }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("decide" as const), finding: index, waive: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("claim" as const),
      objective: index,
      claim: fc.constantFrom("satisfied" as const, "partial" as const, "not-satisfied" as const, "no-such-asset" as const),
      backed: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("measure" as const), finding: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("retire" as const), asset: index }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

type AssetDraft = Record<string, unknown> & { readonly id: string; readonly endpoints: readonly Record<string, unknown>[] };

/** The plant's records as a centre would keep them. */
export class PlantLife {
  now: Instant = Date.parse("2026-11-24T08:00:00Z");
  findings: readonly Finding[] = [];
  /** What was last said, for assets that leave. */
  verdicts: readonly Verdict[] = [];
  readonly #catalogs: readonly Catalog[];
  #assets: AssetDraft[];
  #gone: AssetDraft[] = [];
  #inventory: Inventory | undefined;
  readonly #latest = new Map<string, StoredObservation[]>();
  readonly #previous = new Map<string, StoredObservation>();
  readonly #baselines = new Map<string, StoredObservation>();
  #attestations: ObjectiveClaim[] = [];
  #measures: CompensatingMeasure[] = [];
  #retired: Retirement[] = [];
  #count = 0;
  #ids = 0;

  constructor(catalogs: readonly Catalog[]) {
    this.#catalogs = catalogs;
    this.#assets = ["plc", "hmi", "drive"].map((id, at) => assetDraft(id, at));
    // All endpoints have answered before, each in its own way.
    for (const asset of this.#assets.keys()) {
      for (const probe of probes.keys()) {
        for (const endpoint of [0, 1]) this.#answer({ kind: "answer", asset, endpoint, probe, facts: 7 * asset + 3 * endpoint });
      }
    }
  }

  get inventory(): Inventory {
    this.#inventory ??= inventorySchema.parse({
      enterprise: { id: "works", name: "Works", types: ["N"], grade: 3 },
      sites: ["north", "south"].map((id) => ({
        id,
        name: id,
        zones: [
          { id: "control", name: "control" },
          { id: "office", name: "office" },
        ],
        collectors: [{ id: "c1", zone: "office" }],
      })),
      assets: this.#assets,
    });
    return this.#inventory;
  }

  input(): AssessInput {
    const gone = new Set(this.#retired.map(({ assetId }) => assetId));
    const leftover = this.#gone.filter(({ id }) => !gone.has(id));
    const leftoverIds = new Set<string | null>(leftover.map(({ id }) => id));
    return {
      inventory: this.inventory,
      observations: [...this.#latest.values()].flat(),
      previous: [...this.#previous.values()],
      baselines: [...this.#baselines.values()],
      findings: this.findings,
      now: this.now,
      checks,
      catalogs: this.#catalogs,
      attestations: this.#attestations,
      measures: this.#measures,
      retired: this.#retired.filter(({ assetId }) => !this.#assets.some(({ id }) => id === assetId)),
      leftoverAssets: leftover.map(asAsset),
      leftoverVerdicts: this.verdicts.filter(({ assetId }) => leftoverIds.has(assetId)),
      leftoverEndpoints: [],
      newId: () => `finding-${++this.#ids}`,
    };
  }

  happen(event: Happening): void {
    switch (event.kind) {
      case "answer":
        this.#answer(event);
        break;
      case "again":
        this.#moveRow(event.row, (row) => ({ ...row, lastSeen: this.now, timesSeen: row.timesSeen + 1 }));
        break;
      case "silence":
        this.#silence(event.row);
        break;
      case "wait":
        this.now += event.hours * hour;
        break;
      case "edit":
        this.#edit(event.asset, event.edit, event.value);
        break;
      case "baseline":
        this.#accept(event.row);
        break;
      case "decide":
        this.#decide(event.finding, event.waive);
        break;
      case "claim":
        this.#claim(event.objective, event.claim, event.backed);
        break;
      case "measure":
        this.#measure(event.finding);
        break;
      case "retire":
        this.#retire(event.asset);
        break;
    }
  }

  #answer({ asset, endpoint, probe, facts }: Extract<Happening, { kind: "answer" }>): void {
    const subject = pick(this.#assets, asset);
    const probeId = pick(probes, probe) ?? "";
    const [protocol = ""] = probeId.split(".");
    const place = pick(subject?.endpoints.filter((one) => one.protocol === protocol) ?? [], endpoint);
    if (subject === undefined || place === undefined) return;
    const own = pick(factsByProbe.get(probeId) ?? [], facts) ?? {};
    const row = this.#row(subject.id, String(place.id), probeId, own);
    const key = keyOf(row);
    const answered = this.#latest.get(key)?.find(({ outcome }) => outcome === "answered");
    if (answered !== undefined && answered.digest !== row.digest) this.#previous.set(key, answered);
    this.#latest.set(key, [answered?.digest === row.digest ? { ...answered, lastSeen: this.now } : row]);
  }

  #silence(at: number): void {
    const row = pick([...this.#latest.values()].flat(), at);
    if (row === undefined) return;
    const { facts: _facts, ...rest } = this.#row(row.assetId, row.endpointId, row.probe, {});
    const silent = { ...rest, outcome: "unreachable" as const, reason: { code: "timeout" }, digest: "silence" };
    const answered = this.#latest.get(keyOf(row))?.filter(({ outcome }) => outcome === "answered") ?? [];
    this.#latest.set(keyOf(row), [silent, ...answered]);
  }

  #moveRow(at: number, move: (row: StoredObservation) => StoredObservation): void {
    const row = pick([...this.#latest.values()].flat(), at);
    if (row === undefined) return;
    const rows = this.#latest.get(keyOf(row)) ?? [];
    this.#latest.set(
      keyOf(row),
      rows.map((one) => (one === row ? move(one) : one)),
    );
  }

  #row(assetId: string, endpointId: string, probe: string, facts: Facts): StoredObservation {
    this.#count += 1;
    const id = `00000000-0000-4000-8000-${String(this.#count).padStart(12, "0")}`;
    const head = { id, enterpriseId: "works", assetId, endpointId, probe, at: this.now, lastSeen: this.now, timesSeen: 1 };
    return { ...head, validForSeconds: 90_000, outcome: "answered", digest: JSON.stringify(facts), facts: { ...facts } };
  }

  #edit(asset: number, edit: number, value: number): void {
    const subject = pick(this.#assets, asset);
    const back = pick(this.#gone, value);
    if (edit % 6 === 0 && back !== undefined) {
      this.#gone = this.#gone.filter((one) => one !== back);
      this.#assets = [...this.#assets, back];
    } else if (subject !== undefined && edit % 6 === 1) {
      this.#gone = [...this.#gone, subject];
      this.#assets = this.#assets.filter((one) => one !== subject);
    } else if (subject !== undefined) {
      this.#assets = this.#assets.map((one) => (one === subject ? edited(one, edit % 6, value) : one));
    }
    this.#inventory = undefined;
  }

  #accept(at: number): void {
    const row = pick([...this.#latest.values()].flat(), at);
    if (row?.outcome === "answered") this.#baselines.set(keyOf(row), row);
  }

  #decide(at: number, waive: boolean): void {
    const finding = pick(this.findings, at);
    if (finding === undefined || finding.status === "resolved") return;
    if (!waive && finding.status !== "open") return;
    const decision = waive
      ? ({ action: "waive", reason: "on order", by: "wang", until: this.now + 10 * hour } as const)
      : ({ action: "acknowledge", by: "li" } as const);
    const decided = applyDecision(finding, decision, this.now);
    this.findings = this.findings.map((one) => (one === finding ? decided : one));
  }

  #claim(objective: number, claim: ObjectiveClaim["claim"], backed: boolean): void {
    const objectives = this.#catalogs.flatMap(({ tasks }) =>
      tasks.flatMap((task) => task.controls.flatMap((one) => one.objectives)),
    );
    const objectiveId = pick(objectives, objective)?.id;
    if (objectiveId === undefined) return;
    this.#count += 1;
    const documents = backed ? [{ name: "x.pdf", sha256: "0".repeat(64) }] : [];
    const head = { id: `claim-${this.#count}`, enterpriseId: "works", objectiveId, claim, documents };
    this.#attestations = [
      ...this.#attestations,
      { ...head, by: "li", reviewedBy: "wang", madeAt: this.now, validUntil: this.now + 900 * hour },
    ];
  }

  #measure(at: number): void {
    const finding = pick(this.findings, at);
    if (finding === undefined) return;
    const { assetId, checkId } = finding;
    const measure = { assetId, checkId, document: true, by: "li", reviewedBy: "wang", until: this.now + 25 * hour };
    this.#measures = [...this.#measures, measure];
  }

  #retire(at: number): void {
    const asset = pick(this.#gone, at);
    if (asset !== undefined) this.#retired = [...this.#retired, { assetId: asset.id, endpointId: null }];
  }
}

function assetDraft(id: string, at: number): AssetDraft {
  const opcua = endpointIds.opcua.map((endpoint) => ({
    id: endpoint,
    protocol: "opcua",
    url: `opc.tcp://10.0.0.${at}:4840/${endpoint}`,
  }));
  const modbus = endpointIds.modbus.map((endpoint) => ({
    id: endpoint,
    protocol: "modbus",
    url: "modbus://10.0.0.9:502/1",
    permittedClients,
  }));
  const site = at === 2 ? "south" : "north";
  return { id, name: id, site, role: at === 1 ? "server" : "field-device", endpoints: [...opcua, ...modbus] };
}

function edited(asset: AssetDraft, edit: number, value: number): AssetDraft {
  if (edit === 2) return { ...asset, criticality: 1 + (value % 5) };
  if (edit === 3) return { ...asset, owner: value % 2 === 0 ? "Wang" : undefined };
  if (edit === 4) return { ...asset, zone: value % 2 === 0 ? "control" : "office" };
  return { ...asset, endpoints: asset.endpoints.filter((_one, at) => at !== value % 4) };
}

function asAsset({ id }: AssetDraft): Asset {
  return inventorySchema.shape.assets.element.parse({ ...assetDraft(id, id === "drive" ? 2 : 0) });
}

function keyOf({ assetId, endpointId, probe }: StoredObservation): string {
  return `${assetId} ${endpointId} ${probe}`;
}

function pick<T>(items: readonly T[], at: number): T | undefined {
  return items[at % Math.max(1, items.length)];
}
