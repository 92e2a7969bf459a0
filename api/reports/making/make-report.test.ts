import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { builtinCatalogs } from "../../../catalogs/index.ts";
import { loadBuiltin } from "../../../catalogs/testing/load-builtin.ts";
import { languages } from "../../../model/language.ts";
import { checks } from "../../../posture/checks/index.ts";
import { scoreSheet } from "../../../posture/scoring/score-sheet.ts";
import { openFileDocuments } from "../../../store/documents/files/file-documents.ts";
import type { DocumentStore } from "../../../store/documents/port.ts";
import { openTestCentre, type TestCentre } from "../../testing/open-centre.ts";
import { sha256 } from "../digest.ts";
import { readStoredReport } from "../stored-report.ts";
import { type MakeRequest, type MakeServices, makeReport } from "./make-report.ts";

const run = promisify(execFile);
const catalog = await loadBuiltin(builtinCatalogs.miit);
let test: TestCentre;
let documents: DocumentStore;
let services: MakeServices;
const request: MakeRequest = { enterpriseId: "waterworks", kind: "self-assessment", language: "zh-CN", catalog, by: "li" };
const watch = () => ({ signal: new AbortController().signal, onStep: vi.fn() });

beforeAll(async () => {
  test = await openTestCentre();
  documents = await openFileDocuments({ folder: join(test.folder, "documents") });
  services = { records: test.records, documents, checks, clock: test.clock, version: "0.0.0-test" };
  // The score is what a judgement stores last.
  await vi.waitFor(async () => expect(await test.records.scores.latest("waterworks", null, "miit")).toBeDefined(), 20_000);
});
afterAll(() => test.close());

describe("a report that is made", { timeout: 60_000 }, () => {
  it("is stored with every file, its figures following from the sheet in it", async () => {
    const seen = watch();
    const { report, isNew } = await makeReport(services, request, seen);
    expect(isNew).toBe(true);
    expect(report).toMatchObject({ version: 1, madeBy: "li", differs: null });
    expect(seen.onStep.mock.calls.map(([step]) => step)).toEqual(
      expect.arrayContaining(["reading", "composing", "pdf", "docx", "oscal", "oscal-poam", "xlsx", "keeping"]),
    );
    const stored = await readStoredReport(services, report.id);
    expect(stored?.files.map(({ format }) => format).sort()).toEqual(["data", "docx", "oscal", "oscal-poam", "pdf", "xlsx"]);
    for (const file of stored?.files ?? []) expect(sha256(file.bytes)).toBe(file.sha256);
    if (stored === undefined) throw new Error("it was stored");
    expect(scoreSheet(stored.sheet, catalog.profile.rules).root?.demonstrated).toBe(report.score.demonstrated);
    expect(await readStoredReport(services, "nothing")).toBeUndefined();
  });

  it("is the version that is there while nothing but time has passed, and the next one with its differences afterwards", async () => {
    const first = await makeReport(services, request, watch());
    test.clock.advance(1000);
    const again = await makeReport(services, request, watch());
    expect(again).toEqual({ report: first.report, isNew: false });

    const [verdict] = await test.records.verdicts.list({ enterpriseId: "waterworks", status: "unknown" });
    if (verdict === undefined) throw new Error("what nobody looked at is unknown");
    await test.records.verdicts.replace("waterworks", [verdict.assetId], [{ ...verdict, status: "pass" }]);
    const next = await makeReport(services, request, watch());
    expect(next.report).toMatchObject({ version: first.report.version + 1 });
    const differences = await test.records.reports.differences(next.report.id);
    const changed = differences?.find(({ subject, change }) => subject === "verdict" && change === "changed");
    expect(changed?.before?.["zh-CN"]).toMatch(/^未知：/);
    expect(changed?.after?.en).toMatch(/^Pass: /);
    expect(next.report.differs).toBe(differences?.length);
  });

  it("ends where it is cancelled, and stores no version", async () => {
    const stop = new AbortController();
    const making = makeReport(
      services,
      { ...request, kind: "risk" },
      {
        signal: stop.signal,
        onStep: (step) => {
          if (step === "pdf") stop.abort();
        },
      },
    );
    await expect(making).rejects.toMatchObject({ code: "report-cancelled" });
    expect((await test.records.reports.list({})).some(({ kind }) => kind === "risk")).toBe(false);
  });

  it.each(languages)("has the same bytes in another process, in %s", async (language) => {
    const { report } = await makeReport(services, { ...request, language }, watch());
    const fileOf = (digest: string) => join(test.folder, "documents", digest.slice(0, 2), digest);
    const { stdout } = await run(process.execPath, [
      join(import.meta.dirname, "../testing/write-frozen.ts"),
      fileOf(report.digest),
      language,
    ]);
    const digests = report.files.filter(({ format }) => ["pdf", "oscal", "oscal-poam"].includes(format));
    expect(JSON.parse(stdout)).toEqual(Object.fromEntries(digests.map(({ format, sha256: digest }) => [format, digest])));
  });
});
