import { readCatalogs } from "../../app/centre/read-catalog.ts";
import { builtinCatalogs } from "../../catalogs/index.ts";
import { inventorySchema } from "../../model/inventory/inventory.ts";
import { message } from "../../model/messages/index.ts";
import type { Verdict } from "../../model/verdict.ts";
import { checks } from "../../posture/checks/index.ts";
import { advanceFindings } from "../../posture/findings/life-cycle.ts";
import { scoreEnterprise } from "../../posture/scoring/score-enterprise.ts";
import { measure, print } from "./measure.ts";

const assetCount = 1000;
const checksPerAsset = 60;

/** Scores an enterprise of 1,000 assets with 60 verdicts each, one in ten of them a fail. */
export async function benchScoring(): Promise<void> {
  const catalogs = await readCatalogs(Object.keys(builtinCatalogs));
  const inventory = inventorySchema.parse({
    enterprise: { id: "large", name: "large", types: ["N"], grade: 3 },
    sites: [
      { id: "site", name: "site", zones: [{ id: "control", name: "control" }], collectors: [{ id: "c1", zone: "control" }] },
    ],
    assets: Array.from({ length: assetCount }, (_, index) => ({
      id: `asset-${index}`,
      name: `asset ${index}`,
      site: "site",
      role: index % 3 === 0 ? "server" : "field-device",
      zone: "control",
      criticality: 1 + (index % 5),
    })),
  });
  const judged = checks.filter(({ scope }) => scope !== "enterprise").slice(0, checksPerAsset);
  const now = Date.now();
  const verdicts = inventory.assets.flatMap((asset, assetIndex) =>
    judged.map((check, checkIndex): Verdict => {
      const fails = (assetIndex * 7 + checkIndex * 13) % 10 === 0;
      return {
        checkId: check.id,
        enterpriseId: "large",
        siteId: "site",
        assetId: asset.id,
        endpointId: null,
        status: fails ? "fail" : "pass",
        severity: check.severity,
        because: message("common.not-applicable"),
        notices: [],
        evidence: [],
        evidenceAt: now,
        judgedAt: now,
      };
    }),
  );
  let ids = 0;
  const { changed: findings } = advanceFindings({
    enterpriseId: "large",
    findings: [],
    verdicts,
    now,
    newId: () => String(ids++),
  });
  for (const scored of [catalogs.slice(0, 1), catalogs]) {
    const rounds = 5;
    const cost = await measure(() => {
      for (let round = 0; round < rounds; round++) {
        for (const catalog of scored) scoreEnterprise({ catalog, inventory, verdicts, findings, attestations: [], checks, now });
      }
      return rounds;
    });
    const milliseconds = (microseconds: number) => `${(microseconds / rounds / 1000).toFixed(0)} ms`;
    print(
      `Scoring ${assetCount} assets × ${judged.length} checks (${findings.length} findings) against ${scored.map(({ id }) => id).join(", ")}: ${milliseconds(cost.wallMicroseconds)} wall, ${milliseconds(cost.cpuMicroseconds)} CPU`,
    );
  }
}
