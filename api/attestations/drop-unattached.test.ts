import { afterEach, beforeEach, expect, it } from "vitest";
import { day } from "../../model/instant.ts";
import { openFileDocuments } from "../../store/documents/files/file-documents.ts";
import type { DocumentStore } from "../../store/documents/port.ts";
import { documentViewSchema } from "../contract/attestations.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";
import { personFor, type TestPerson } from "../testing/people.ts";
import { dropUnattachedDaily } from "./drop-unattached.ts";

let test: TestCentre;
let li: TestPerson;
let documents: DocumentStore;

beforeEach(async () => {
  test = await openTestCentre();
  li = await personFor(test, "li", { role: "assessor", enterpriseId: "waterworks" });
  documents = await openFileDocuments({ folder: `${test.folder}/documents` });
});
afterEach(() => test.close());

const drop = () => dropUnattachedDaily({ records: test.records, documents, clock: test.clock });

async function upload(content: string): Promise<string> {
  const response = await li.send("/api/v1/enterprises/waterworks/documents?name=a.txt", content);
  return documentViewSchema.parse(await response.json()).sha256;
}

const kept = async () => (await test.records.documents.list("waterworks")).map(({ sha256 }) => sha256).sort();

it("drops what nobody named within seven days, and says so in the audit trail", async () => {
  const [used, unused] = [await upload("appointed"), await upload("forgotten")];
  const about = { kind: "objective", objectiveId: "miit.1.1.a", claim: "satisfied" };
  const claim = { about, documents: [used] };
  expect((await li.ask("/api/v1/enterprises/waterworks/attestations", { method: "POST", body: claim })).status).toBe(201);

  test.clock.advance(6 * day);
  const young = await upload("new");
  await drop();
  expect(await kept()).toEqual([used, unused, young].sort());

  test.clock.advance(2 * day);
  await drop();
  expect(await kept()).toEqual([used, young].sort());
  const dropped = (await test.records.audit.list({ limit: 20 })).items.filter(({ action }) => action === "document.drop");
  expect(dropped).toMatchObject([
    { actor: "installation", target: `document:${unused}`, detail: { enterprise: "waterworks", name: "a.txt", by: li.email } },
  ]);
  expect(await documents.read(used)).toHaveLength("appointed".length);
  await expect(documents.read(unused)).rejects.toMatchObject({ code: "document-missing" });
});

it("leaves the bytes where another enterprise has the same document", async () => {
  const sha256 = await upload("forgotten");
  const [record] = await test.records.documents.list("waterworks");
  if (record === undefined) throw new Error("nothing was uploaded");
  await test.records.documents.add({ ...record, enterpriseId: "pharma", at: test.clock.now() + 30 * day });
  test.clock.advance(8 * day);
  await drop();
  expect(await kept()).toEqual([]);
  expect(await documents.read(sha256)).toHaveLength(record.size);
});
