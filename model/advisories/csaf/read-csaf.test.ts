import { describe, expect, it } from "vitest";
import { formatPath } from "../../yaml/parse-yaml.ts";
import { baseScore } from "./cvss.ts";
import { exploitedInTheWild } from "./exploited.ts";
import { readCpe, readPurl } from "./products.ts";
import { readCsaf } from "./read-csaf.ts";

const date = "2026-10-01T08:00:00Z";
const later = "2026-10-02T08:00:00Z";
const tracking = {
  id: "EX-1",
  version: "1",
  status: "final",
  initial_release_date: date,
  current_release_date: date,
  revision_history: [{ date, number: "1", summary: "First." }],
};
const product = (product_id: string, name = product_id) => ({ product_id, name });
const range = (name: string, id: string) => ({ category: "product_version_range", name, product: product(id) });
const treeOf = (...branches: readonly unknown[]) => ({
  branches: [{ category: "vendor", name: "Maker", branches: [{ category: "product_name", name: "PLC", branches }] }],
});
const score = {
  version: "3.1",
  vectorString: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
  baseScore: 9.8,
  baseSeverity: "CRITICAL",
};

interface Change {
  readonly tracking?: object;
  readonly tree?: object;
  readonly vulnerability?: object;
}

function document({
  tracking: change = {},
  tree = treeOf(range("< 2", "A"), range("< 3", "B")),
  vulnerability = {},
}: Change = {}) {
  const publisher = { category: "vendor", name: "Maker", namespace: "https://maker.example" };
  return {
    document: {
      category: "csaf_security_advisory",
      csaf_version: "2.0",
      title: "T",
      publisher,
      tracking: { ...tracking, ...change },
    },
    product_tree: tree,
    vulnerabilities: [{ cve: "CVE-2026-10001", product_status: { known_affected: ["A"] }, ...vulnerability }],
  };
}

function faultsOf(change: Change | string): readonly string[] {
  const read = readCsaf(typeof change === "string" ? change : JSON.stringify(document(change)));
  return read.ok ? [] : read.faults.map(({ path, message }) => `${formatPath(path)}: ${message.en}`);
}

describe("a document", () => {
  it("is read with what it names", () => {
    const read = readCsaf(
      JSON.stringify(
        document({
          vulnerability: {
            scores: [{ products: ["A"], cvss_v3: score }],
            threats: [{ category: "exploit_status", details: "Publicly Disclosed:No;Exploited:Yes;DOS:N/A" }],
            remediations: [
              { category: "vendor_fix", details: "Update to 2.", url: "https://maker.example/2", product_ids: ["A"] },
            ],
          },
        }),
      ),
    );
    expect(read).toMatchObject({
      ok: true,
      advisory: {
        trackingId: "EX-1",
        releasedAt: Date.parse(date),
        products: [{ id: "A", vendor: "Maker", names: ["PLC"], versions: { kind: "range", text: "< 2" } }, { id: "B" }],
        vulnerabilities: [{ exploited: true, scores: [{ base: 9.8 }], remedies: [{ category: "vendor_fix", products: ["A"] }] }],
      },
    });
  });

  it.each<readonly [string, Change | string, string]>([
    ["no JSON", "{", "is no JSON"],
    ["another form", { tracking: { status: "done" } }, "document.tracking.status"],
    ["deeper than any document", `${"[".repeat(200)}${"]".repeat(200)}`, "is nested too deeply"],
    [
      "6.1.1 a product that is not defined",
      { vulnerability: { product_status: { fixed: ["X"] } } },
      "vulnerabilities[0].product_status.fixed[0]: the product X",
    ],
    [
      "6.1.2 a product defined twice",
      { tree: treeOf(range("< 2", "A"), range("< 3", "A")) },
      "the product id A is defined twice",
    ],
    [
      "6.1.3 a product that rests on itself",
      {
        tree: {
          ...treeOf(range("< 2", "A")),
          relationships: [
            {
              category: "installed_on",
              full_product_name: product("C"),
              product_reference: "A",
              relates_to_product_reference: "C",
            },
          ],
        },
      },
      "product_tree.relationships[0]: the product C rests on itself",
    ],
    [
      "6.1.4 a group that is not defined",
      { vulnerability: { remediations: [{ category: "workaround", details: "x", group_ids: ["G"] }] } },
      "vulnerabilities[0].remediations[0].group_ids[0]: the group G is not defined",
    ],
    [
      "6.1.6 statuses that contradict",
      { vulnerability: { product_status: { known_affected: ["A"], fixed: ["A"] } } },
      "contradict each other",
    ],
    [
      "6.1.7 two scores for one product",
      {
        vulnerability: {
          scores: [
            { products: ["A"], cvss_v3: score },
            { products: ["A"], cvss_v3: score },
          ],
        },
      },
      "scores[1].cvss_v3: the product A has two scores of CVSS 3.1",
    ],
    [
      "6.1.8 a vector of nothing",
      { vulnerability: { scores: [{ products: ["A"], cvss_v3: { ...score, vectorString: "CVSS:3.1/AV:X" } }] } },
      "vectorString: expected a vector of CVSS 3.1",
    ],
    [
      "6.1.9 another score than the vector's",
      { vulnerability: { scores: [{ products: ["A"], cvss_v3: { ...score, baseScore: 9.9 } }] } },
      "baseScore: is 9.9; the vector comes to 9.8",
    ],
    [
      "6.1.10 another word than the score's",
      { vulnerability: { scores: [{ products: ["A"], cvss_v3: { ...score, baseSeverity: "LOW" } }] } },
      "baseSeverity: is LOW; 9.8 is CRITICAL",
    ],
    [
      "6.1.14 revisions out of order",
      {
        tracking: {
          revision_history: [
            { date: later, number: "1", summary: "x" },
            { date, number: "2", summary: "x" },
          ],
        },
      },
      "not in the same order",
    ],
    [
      "6.1.16 a version that is not the newest revision",
      { tracking: { version: "2" } },
      "document.tracking.version: is 2; the newest revision is 1",
    ],
    [
      "6.1.18 a draft's version that is final",
      { tracking: { version: "0", revision_history: [{ date, number: "0", summary: "x" }] } },
      "0 is a draft's version",
    ],
    [
      "6.1.31 a range in the place of a version",
      { tree: treeOf({ category: "product_version", name: "prior to 2", product: product("A") }) },
      "is a range and not one version",
    ],
  ])("is refused for %s", (_name, change, fault) => {
    expect(faultsOf(change).join("\n")).toContain(fault);
  });
});

describe("base scores", () => {
  it.each([
    ["3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10],
    ["3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1],
    ["3.1", "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8],
    ["3.0", "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", 7.5],
    ["3.1", "CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N", 0],
    ["2.0", "AV:N/AC:L/Au:N/C:C/I:C/A:C", 10],
    ["2.0", "AV:N/AC:L/Au:N/C:P/I:P/A:P", 7.5],
    ["2.0", "AV:N/AC:M/Au:N/C:N/I:P/A:N", 4.3],
  ] as const)("%s %s", (version, vector, expected) => {
    expect(baseScore(version, vector)).toBe(expected);
  });

  it("are none for what is no vector", () => {
    expect(baseScore("3.1", "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H")).toBeUndefined();
    expect(baseScore("3.1", "CVSS:3.1/AV:N/AV:L")).toBeUndefined();
  });
});

it.each([
  ["Exploited in the wild.", true],
  ["This vulnerability is listed in CISA's Known Exploited Vulnerabilities catalog.", true],
  ["Publicly Disclosed:Yes;Exploited:No;Latest Software Release:Exploitation Less Likely", false],
  ["The maker is not aware of this being exploited in the wild.", false],
  ["No known public exploits specifically target this vulnerability.", false],
  ["A proof of concept is public.", false],
  ["该漏洞已被利用。", true],
  ["未发现该漏洞被利用。", false],
])("what is said of exploitation: %s", (details, expected) => {
  expect(exploitedInTheWild(details)).toBe(expected);
});

it("reads names out of CPE and package URL", () => {
  expect(readCpe("cpe:2.3:o:siemens:simatic_s7-1200_firmware:4.4:*:*:*:*:*:*:*")).toEqual({
    vendor: "siemens",
    product: "simatic s7-1200 firmware",
    version: "4.4",
  });
  expect(readCpe("cpe:/a:codesys:control_rte:3.5")).toEqual({ vendor: "codesys", product: "control rte", version: "3.5" });
  expect(readCpe("codesys")).toBeUndefined();
  expect(readPurl("pkg:npm/%40node-red/util@3.1.0?x=1")).toEqual({ name: "util", version: "3.1.0" });
  expect(readPurl("util")).toBeUndefined();
});
