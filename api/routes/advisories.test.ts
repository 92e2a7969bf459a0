import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMessage, generateKey, sign } from "openpgp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { simpleDocument } from "../../posture/advisories/testing/documents.ts";
import {
  advisoryDetailSchema,
  advisoryImportSchema,
  advisoryListSchema,
  nameAliasViewSchema,
  unmatchedAssetSchema,
} from "../contract/advisories.ts";
import { listOf } from "../contract/common.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let centre: TestCentre;
let keys: string;
let token: string;
beforeAll(async () => {
  keys = await mkdtemp(join(tmpdir(), "plantwatch-keys-"));
  centre = await openTestCentre({ advisoryKeys: keys });
  token = await centre.tokenFor({ role: "administrator", enterpriseId: null });
});
afterAll(async () => {
  await centre.close();
  await rm(keys, { recursive: true, force: true });
});

function advisory(
  id: string,
  version = "1",
  change: Parameters<typeof simpleDocument>[0] = { vendor: "Maker", product: "V-1", known_affected: ["< 2.0"] },
) {
  const document = simpleDocument(change, { id });
  const tracking = document.document.tracking;
  const date = tracking.current_release_date;
  const revision_history = Array.from({ length: Number(version) }, (_, index) => ({
    date,
    number: String(index + 1),
    summary: "Change.",
  }));
  return { ...document, document: { ...document.document, tracking: { ...tracking, version, revision_history } } };
}

const inventory = `
enterprise: { id: valves, name: Valves, types: [N], grade: 2 }
sites: [{ id: works, name: Works, collectors: [{ id: c1 }] }]
assets: [{ id: valve, name: Valve, site: works, role: field-device, vendor: Valve Works, product: VW-7, version: "1.0" }]
`;

type Content = string | Uint8Array;
const bytesOf = (content: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(content));

async function upload(files: Readonly<Record<string, Content>>) {
  const body = {
    files: Object.entries(files).map(([name, content]) => ({ name, base64: Buffer.from(content).toString("base64") })),
  };
  const answer = await centre.ask("/api/v1/advisories", { token, method: "POST", body });
  expect(answer.status).toBe(200);
  return advisoryImportSchema.parse(await answer.json()).items;
}

async function read<S extends z.ZodType>(path: string, schema: S, asked = token): Promise<z.output<S>> {
  return schema.parse(await (await centre.ask(`/api/v1${path}`, { token: asked })).json());
}

describe("import of advisories", () => {
  it("keeps a newer revision, knows what it has, and leaves an older one", async () => {
    const [first, second] = [bytesOf(advisory("REV-1")), bytesOf(advisory("REV-1", "2"))];
    expect(await upload({ "a.json": first })).toMatchObject([
      { outcome: "added", trackingId: "REV-1", trust: { kind: "unsigned" } },
    ]);
    expect(await upload({ "a.json": first })).toMatchObject([{ outcome: "known" }]);
    expect(await upload({ "a.json": second })).toMatchObject([{ outcome: "replaced", revision: "2" }]);
    expect(await upload({ "a.json": first })).toMatchObject([{ outcome: "older" }]);
    const other = advisory("REV-1", "2", { vendor: "Maker", product: "V-2", known_affected: ["< 2.0"] });
    expect(await upload({ "a.json": bytesOf(other) })).toMatchObject([
      { outcome: "refused", faults: [{ path: "document.tracking.version" }] },
    ]);
    const list = await read("/advisories", advisoryListSchema);
    const found = list.items.find(({ trackingId }) => trackingId === "REV-1");
    const detail = await read(`/advisories/${found?.id}`, advisoryDetailSchema);
    expect(detail.revisions.map(({ revision }) => revision)).toEqual(["2", "1"]);
    expect(detail.vulnerabilities).toMatchObject([
      { cve: "CVE-2026-10001", score: 9.8, products: [{ versions: "< 2.0", status: "known_affected" }] },
    ]);
  });

  it("tells the place of every fault and takes the good ones beside it", async () => {
    const good = bytesOf(advisory("GOOD-1"));
    const bad = advisory("BAD-1");
    const wrong = { ...bad, vulnerabilities: [{ cve: "CVE-2026-10001", product_status: { known_affected: ["nobody"] } }] };
    const items = await upload({ "good.json": good, "bad.json": bytesOf(wrong), "no.json": "{" });
    expect(items).toMatchObject([
      { file: "good.json", outcome: "added" },
      {
        file: "bad.json",
        outcome: "refused",
        faults: [
          {
            path: "vulnerabilities[0].product_status.known_affected[0]",
            message: { en: "the product nobody is not defined in the product tree" },
          },
        ],
      },
      { file: "no.json", outcome: "refused", faults: [{ path: "" }] },
    ]);
  });

  it("refuses a wrong hash, and notes a right one", async () => {
    const document = bytesOf(advisory("HASH-1"));
    const sum = createHash("sha512").update(document).digest("hex");
    expect(await upload({ "h.json": document, "h.json.sha512": "0".repeat(128) })).toMatchObject([
      { outcome: "refused", faults: [{ message: { en: expect.stringContaining("SHA-512") } }] },
    ]);
    expect(await upload({ "h.json": document, "h.json.sha512": `${sum}  h.json\n` })).toMatchObject([
      { outcome: "added", trust: { kind: "hashed" } },
    ]);
  });

  it("believes a signature of a configured key, notes one of another, and refuses one that does not hold", async () => {
    const { privateKey, publicKey } = await generateKey({ userIDs: [{ name: "Maker" }], format: "object" });
    const document = bytesOf(advisory("SIGNED-1"));
    const asc = await sign({ message: await createMessage({ binary: document }), signingKeys: privateKey, detached: true });
    const changed = bytesOf(advisory("SIGNED-1", "2"));
    expect(await upload({ "s.json": document, "s.json.asc": asc })).toMatchObject([
      { outcome: "added", trust: { kind: "unsigned", unknownSigner: true } },
    ]);
    await writeFile(join(keys, "maker.asc"), publicKey.armor());
    const signer = publicKey.getFingerprint().toUpperCase();
    expect(await upload({ "s.json": document, "s.json.asc": asc })).toMatchObject([
      { outcome: "replaced", trust: { kind: "verified", signer } },
    ]);
    expect(await upload({ "s.json": changed, "s.json.asc": asc })).toMatchObject([
      { outcome: "refused", faults: [{ message: { "zh-CN": expect.stringContaining("签名不成立") } }] },
    ]);
  });

  it("has assets judged, named by the advisory and by what is missing, and an alias heard at once", async () => {
    await writeFile(join(centre.inventories, "valves.yaml"), inventory);
    await centre.centre.importInventories(centre.inventories);
    const qualified = "valves.valve";
    const gap = async () => {
      const { items } = await read("/advisory-gaps", listOf(unmatchedAssetSchema));
      return items.find(({ assetId }) => assetId === qualified);
    };
    await upload({
      "v.json": bytesOf(
        advisory("VALVE-1", "1", { vendor: "Valve Works", product: "Valve Works Controller 7", known_affected: ["< 2.0"] }),
      ),
    });
    await vi.waitFor(
      async () => expect(await gap()).toMatchObject({ kind: "product", vendor: "Valve Works", product: "VW-7" }),
      15_000,
    );
    const body = { kind: "product", vendor: "Valve Works", name: "vw 7", means: "Controller 7" };
    const alias = await centre.ask("/api/v1/advisory-aliases", { token, method: "POST", body });
    expect(alias.status).toBe(201);
    const listed = async () => (await read(`/advisories?asset=${qualified}`, advisoryListSchema)).items;
    await vi.waitFor(async () => expect(await listed()).toMatchObject([{ trackingId: "VALVE-1", affectedAssets: 1 }]), 15_000);
    const id = (await listed())[0]?.id;
    const detail = await read(`/advisories/${id}`, advisoryDetailSchema);
    expect(detail.affected).toMatchObject([{ assetId: qualified, because: { en: expect.stringContaining("VALVE-1") } }]);
    const elsewhere = await centre.tokenFor({ role: "viewer", enterpriseId: "nobody" });
    expect(await read(`/advisories/${id}`, advisoryDetailSchema, elsewhere)).toMatchObject({ affected: [] });
    const gone = await centre.ask(`/api/v1/advisory-aliases/${nameAliasViewSchema.parse(await alias.json()).id}`, {
      token,
      method: "DELETE",
    });
    expect(gone.status).toBe(204);
    await vi.waitFor(async () => expect(await gap()).toMatchObject({ kind: "product" }), 15_000);
    const { items } = await read("/audit?limit=50", listOf(z.object({ action: z.string() })));
    const actions = items.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(["advisories.import", "advisories.alias", "advisories.alias-removed"]));
  });
});
