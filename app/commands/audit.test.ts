import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditLines } from "../../api/accounts/audit-lines.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { verify } from "./audit.ts";

let folder: string;
let records: RecordStore;
let lines: readonly string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "audit-"));
  records = await openSqliteRecords({ file: join(folder, "records.sqlite") });
  for (const actor of ["李工", "wang", "zhao"]) {
    await records.audit.append({
      at: 1,
      actor,
      action: "finding.waive",
      target: "f-1",
      detail: { reason: "停机检修", until: 2 },
    });
  }
  lines = await Array.fromAsync(auditLines(records.audit));
});
afterEach(async () => {
  await records.close();
  await rm(folder, { recursive: true });
});

const verified = (text: readonly string[]) => verify(Readable.from(text));

describe("an exported audit trail", () => {
  it("holds as it was written, and names its last hash", async () => {
    const { holds, words } = await verified(lines);
    expect(holds).toBe(true);
    expect(words).toContain("3 entries");
    expect(words).toContain((await records.audit.after(2, 1))[0]?.hash);
  });

  it.each([
    ["an entry is changed", (all: readonly string[]) => all.map((one) => one.replace("wang", "qian")), "entry 2"],
    ["an entry is gone", (all: readonly string[]) => [all[0] ?? "", all[2] ?? ""], "entry 3"],
    ["its beginning is gone", (all: readonly string[]) => all.slice(1), "entry 2"],
    ["two entries change places", (all: readonly string[]) => [all[1] ?? "", all[0] ?? ""], "entry 2"],
    ["a line is none", (all: readonly string[]) => [...all, "{}"], "line 4"],
    ["it is empty", () => [], "no entry"],
  ])("does not hold where %s", async (_, change, where) => {
    const { holds, words } = await verified(change(lines));
    expect(holds).toBe(false);
    expect(words).toContain(where);
  });
});
