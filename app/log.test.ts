import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

const script = `
import { createLog } from "${new URL("log.ts", import.meta.url).href}";
const log = createLog("test");
const secret = { password: "p-1234", token: "t-1234", cookie: "c-1234", authorization: "a-1234", kept: "seen" };
log.info(secret, "direct");
log.info({ one: secret }, "below");
log.info({ one: { two: secret } }, "further below");
`;

it("writes no secret into a log, at any of the depths that the program logs at", () => {
  const { stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    env: { ...process.env, PLANTWATCH_LOG: "info" },
  });
  expect(status).toBe(0);
  expect(stderr.match(/"kept":"seen"/g)).toHaveLength(3);
  expect(stderr).not.toContain("-1234");
});
