import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { main } from "../plantwatch.ts";

async function check(signal: string): Promise<{ code: number; printed: string }> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-check-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "works.yaml");
  await writeFile(
    file,
    `enterprise: { id: works, name: Works, types: [N], grade: 1 }
sites: [{ id: east, name: East, collectors: [{ id: c1 }] }]
assets:
  - id: plc
    name: PLC
    site: east
    role: field-device
    endpoints:
      - { id: mb, protocol: modbus, url: "modbus://127.0.0.1:502/1", signals: [{ id: a, ${signal} }] }
`,
  );
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  onTestFinished(() => void write.mockRestore());
  const code = await main(["config", "check", file]);
  return {
    code,
    printed: write.mock.calls
      .map(([text]) => String(text))
      .join("")
      .replaceAll(folder, ""),
  };
}

test("a likely mistake is a warning with its place and does not change the exit status", async () => {
  const { code, printed } = await check("table: holding-register, address: 40003");
  expect(printed).toMatch(
    /^warning: \/works\.yaml:9:\d+ assets\[0\]\.endpoints\[0\]\.signals\[0\]\.address: 40003 .* would be 2\n/,
  );
  expect(printed).toMatch(/nothing wrong \(warnings: 1\)\n$/);
  expect(code).toBe(0);
});

test("a sound inventory has no warnings, a wrong one is refused", async () => {
  expect(await check("table: holding-register, address: 2")).toEqual({ code: 0, printed: "/works.yaml: nothing wrong\n" });
  expect((await check("table: holding-register, address: 70000")).code).toBe(2);
});
