import { rm } from "node:fs/promises";
import { afterAll, describe, expect, it, vi } from "vitest";
import { listOf, verdictViewSchema } from "../../api/contract/common.ts";
import { paths } from "../../api/contract/paths.ts";
import {
  destinationSchema,
  receivedViewSchema,
  registrationViewSchema,
  submissionViewSchema,
  tierOverviewSchema,
} from "../../api/contract/submissions.ts";
import { fill } from "../../dashboards/web/data/fill-path.ts";
import { available, openssl } from "../support/tools.ts";
import { openTwoTiers, signedReport } from "./two-tiers.ts";

const patience = { timeout: 30_000, interval: 200 };

describe.skipIf(!available(openssl))("a province and an enterprise on one machine", () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  it("register, preview, decide, receive and judge as the walk-through says", async () => {
    const { folder, province, enterprise } = await openTwoTiers();
    stops.push(() => rm(folder, { recursive: true, force: true }));
    stops.push(province.stop, enterprise.stop);
    const { bytes, signers } = await signedReport(folder);

    const { client } = await enterprise.ask(paths.destination, destinationSchema);
    const registration = {
      kind: "enterprise",
      name: { "zh-CN": "清源水务", en: "Clearwater" },
      creditCode: "91350100M000100Y43",
      industry: { "zh-CN": "供水", en: "Water supply" },
      types: ["N"],
      grade: 2,
      fingerprints: [client?.fingerprint],
      signers,
      suspended: false,
    };
    await province.ask(paths.registrations, registrationViewSchema, { method: "POST", body: registration });
    const before = await province.ask(paths.tierOverview, tierOverviewSchema);
    expect(before.duties).toMatchObject([{ state: "never", months: 12 }]);

    const handIn = `${fill(paths.enterpriseSubmissions, { enterprise: "waterworks" })}?name=report.zip`;
    const prepared = await enterprise.ask(handIn, submissionViewSchema, { method: "POST", bytes });
    expect(prepared).toMatchObject({ state: "prepared", size: bytes.length, content: { masked: false } });
    expect(prepared.content.files.map(({ name }) => name)).toContain("report.pdf");
    expect((await province.ask(paths.received, listOf(receivedViewSchema))).items).toEqual([]);

    const { id, version, digest } = prepared;
    const { authority } = await enterprise.ask(paths.destination, destinationSchema);
    const decision = { decision: "send", version, digest, to: authority?.certificate.fingerprint };
    await enterprise.ask(fill(paths.submissionDecision, { id }), submissionViewSchema, { method: "POST", body: decision });
    await vi.waitFor(async () => {
      const { state, reasons } = await enterprise.ask(fill(paths.submission, { id }), submissionViewSchema);
      expect({ state, reasons }).toEqual({ state: "accepted", reasons: [] });
    }, patience);

    const after = await province.ask(paths.tierOverview, tierOverviewSchema);
    expect(after.duties).toMatchObject([{ state: "in-time" }]);
    expect(after.catalogs[0]).toMatchObject({ byIndustry: [{ enterprises: 1, industry: registration.industry }] });
    expect(after.findings.every(({ enterprises }) => enterprises === 1)).toBe(true);
    const judged = `${paths.verdicts}?enterprise=waterworks&check=authority.submission-age`;
    await vi.waitFor(async () => {
      expect((await enterprise.ask(judged, listOf(verdictViewSchema))).items).toMatchObject([{ status: "pass" }]);
    }, patience);
  }, 120_000);
});
