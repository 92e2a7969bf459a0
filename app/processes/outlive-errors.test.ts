import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);

describe("outliveErrors", () => {
  it("logs what is thrown and rejected out of reach, and lets the process go on", async () => {
    const program = `
      import { pino } from "pino";
      import { outliveErrors } from "./app/processes/outlive-errors.ts";
      outliveErrors(pino(pino.destination(2)));
      setTimeout(() => { throw new Error("thrown in a timer"); }, 5);
      setTimeout(() => { void Promise.reject(new Error("rejected alone")); }, 10);
      setTimeout(() => process.stdout.write("alive"), 50);
    `;
    const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", program]);
    expect(stdout).toBe("alive");
    expect(stderr).toContain("thrown in a timer");
    expect(stderr).toContain("rejected alone");
  });
});
