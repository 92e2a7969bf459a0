import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { z } from "zod";
import { apiRoot, paths } from "../../api/contract/paths.ts";
import { receivingViewSchema } from "../../api/contract/submissions.ts";
import { type BundleInput, makeBundle } from "../../api/reports/bundle/make-bundle.ts";
import { signBundle } from "../../api/reports/bundle/sign-bundle.ts";
import { makeKey, newFolder } from "../signing/certificates.ts";
import { readTestInput } from "../signing/signed-report.ts";
import { freePort, type RunningProcess, startProcess } from "../support/processes.ts";
import { provenCookieFrom } from "../support/second-factor.ts";

/** An installation that runs as a process, asked by its first administrator. */
export interface Installation {
  readonly baseUrl: string;
  readonly cookie: string;
  ask<T>(
    path: string,
    schema: z.ZodType<T>,
    options?: { method?: string; body?: unknown; bytes?: Uint8Array<ArrayBuffer> },
  ): Promise<T>;
  stop(): Promise<void>;
}

/** A province and an enterprise on one machine, as docs/tiers.md sets them up; the enterprise is not registered yet. */
export async function openTwoTiers() {
  const folder = await newFolder();
  const province = await start(join(folder, "province"), {
    tier: "province",
    receive: { name: { "zh-CN": "某省工业和信息化厅", en: "Department of the province" }, port: await freePort() },
  });
  const { receiving } = await province.ask(paths.receiving, receivingViewSchema);
  if (receiving === null) throw new Error("the province receives");
  const own = join(folder, "enterprise");
  await mkdir(join(own, "inventory"), { recursive: true });
  await writeFile(join(own, "province.pem"), receiving.certificatePem);
  await writeFile(join(own, "receipt-key.pem"), receiving.receiptKeyPem);
  await writeFile(join(own, "inventory", "waterworks.yaml"), stringify(inventory));
  const enterprise = await start(own, {
    authority: { url: receiving.url, certificate: "province.pem", receiptKey: "receipt-key.pem" },
  });
  return { folder, province, enterprise };
}

const inventory = {
  enterprise: { id: "waterworks", name: { "zh-CN": "清源水务", en: "Clearwater" }, types: ["N"], grade: 2 },
  sites: [{ id: "plant", name: "plant", collectors: [{ id: "collector-1" }] }],
  assets: [],
};

async function start(folder: string, config: object): Promise<Installation> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const file = join(folder, "plantwatch.yaml");
  await writeFile(file, stringify({ data: "data", centre: { port }, ...config }));
  const running: RunningProcess = await startProcess(["serve", "--config", file]);
  const link = /http:\S+\/session\/link\?token=\S+/.exec(running.lines.join(" "))?.[0] ?? "";
  const baseUrl = `http://127.0.0.1:${port}`;
  const cookie = await provenCookieFrom(link);
  return {
    baseUrl,
    cookie,
    ask: async (path, schema, { method = "GET", body, bytes } = {}) => {
      const type = bytes === undefined ? "application/json" : "application/octet-stream";
      const headers = { cookie, origin: baseUrl, "content-type": type };
      const content = bytes ?? (body === undefined ? undefined : JSON.stringify(body));
      const response = await fetch(baseUrl + apiRoot + path, {
        method,
        headers,
        ...(content === undefined ? {} : { body: content }),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return schema.parse(await response.json());
    },
    stop: () => running.stop(),
  };
}

/** A report of a real plant: a real tier takes no simulated one. */
export function real(input: BundleInput): BundleInput {
  const enterprise = { ...input.report.inventory.enterprise, simulated: false };
  return { ...input, report: { ...input.report, inventory: { ...input.report.inventory, enterprise } } };
}

/** A signed bundle of 清源水务, and the certificate that is believed for it. */
export async function signedReport(
  folder: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly signers: string }> {
  const { key, pem } = makeKey(folder, { signs: "ed25519" });
  const bundle = await makeBundle(real(await readTestInput()));
  return { bytes: await signBundle(bundle, { keys: [key], at: Date.now(), reason: "签发" }), signers: pem };
}
