import type { ProductStatus } from "../../../model/advisories/advisory.ts";
import { severityWord } from "../../../model/advisories/csaf/cvss.ts";

/** CSAF documents for tests: a whole and valid one around what a case says. */

type Says = { readonly vendor: string; readonly product: string; readonly models?: readonly string[] } & Partial<
  Record<ProductStatus, readonly string[] | undefined>
>;

const statusNames: readonly ProductStatus[] = [
  "known_affected",
  "known_not_affected",
  "fixed",
  "first_fixed",
  "under_investigation",
];

/** What stands around products and vulnerabilities. */
export function documentWith(parts: { product_tree: unknown; vulnerabilities: readonly unknown[] }, id = "EX-2026-001") {
  const date = "2026-10-01T08:00:00Z";
  return {
    document: {
      category: "csaf_security_advisory",
      csaf_version: "2.0",
      title: `Advisory ${id}`,
      publisher: { category: "coordinator", name: "Example CERT", namespace: "https://cert.example" },
      tracking: {
        id,
        version: "1",
        status: "final",
        initial_release_date: date,
        current_release_date: date,
        revision_history: [{ date, number: "1", summary: "First." }],
      },
    },
    ...parts,
  };
}

interface Details {
  readonly id?: string;
  /** CVSS 3.1; 9.8 where it is left out. */
  readonly vector?: string | undefined;
  readonly score?: number | undefined;
  /** What it says of whether it is exploited. */
  readonly exploited?: string | undefined;
}

/** One product of one maker, with one vulnerability. */
export function simpleDocument({ vendor, product, models = [], ...statuses }: Says, details: Details = {}) {
  const named = statusNames.flatMap((status) =>
    (statuses[status] ?? []).map((text, index) => ({ status, text, id: `${status}-${index}` })),
  );
  const helper = models.length === 0 ? {} : { product_identification_helper: { model_numbers: models } };
  const branches = named.map(({ text, id: product_id }) => ({
    category: isOne(text) ? "product_version" : "product_version_range",
    name: text,
    product: { product_id, name: `${vendor} ${product} ${text}`, ...helper },
  }));
  const product_status = Object.fromEntries(
    [...Map.groupBy(named, ({ status }) => status)].map(([status, some]) => [status, some.map((one) => one.id)]),
  );
  return documentWith(
    {
      product_tree: {
        branches: [{ category: "vendor", name: vendor, branches: [{ category: "product_name", name: product, branches }] }],
      },
      vulnerabilities: [
        { cve: "CVE-2026-10001", title: "Example", product_status, ...aboutAffected(product_status.known_affected, details) },
      ],
    },
    details.id,
  );
}

function aboutAffected(products: readonly string[] | undefined, { vector = criticalVector, score = 9.8, exploited }: Details) {
  if (products === undefined) return {};
  const cvss_v3 = { version: "3.1", vectorString: vector, baseScore: score, baseSeverity: severityWord(score) };
  return {
    scores: [{ products, cvss_v3 }],
    remediations: [{ category: "vendor_fix", details: "Update to the fixed version.", product_ids: products }],
    ...(exploited === undefined ? {} : { threats: [{ category: "exploit_status", details: exploited }] }),
  };
}

const criticalVector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";

function isOne(text: string): boolean {
  return /^v?\d[\w.]*( (SP|Update|LTS)\s?\d*)*$/i.test(text);
}

const range = (name: string, product_id: string) => ({
  category: "product_version_range",
  name,
  product: { product_id, name: `< ${product_id}` },
});
const firmware = {
  category: "vendor",
  name: "Phoenix Contact GmbH & Co. KG",
  branches: [
    {
      category: "product_family",
      name: "Firmware",
      branches: [
        {
          category: "product_name",
          name: "PLCnext Firmware LTS",
          branches: [
            range("< 2022.0.5 LTS", "FW-OLD"),
            {
              category: "product_version",
              name: "2022.0.5 LTS",
              product: { product_id: "FW-NEW", name: "PLCnext Firmware 2022.0.5 LTS" },
            },
          ],
        },
      ],
    },
    {
      category: "product_family",
      name: "Hardware",
      branches: [
        {
          category: "product_name",
          name: "AXC F 3152",
          product: { product_id: "HW-1", name: "AXC F 3152", product_identification_helper: { model_numbers: ["1069208"] } },
        },
      ],
    },
  ],
};
const onDevice = (part: string, id: string) => ({
  category: "installed_on",
  full_product_name: { product_id: id, name: `${part} installed on AXC F 3152` },
  product_reference: part,
  relates_to_product_reference: "HW-1",
});

/** Documents whose trees a case names. */
export const trees: Readonly<Record<string, unknown>> = {
  "installed-on": documentWith({
    product_tree: { branches: [firmware], relationships: [onDevice("FW-OLD", "ON-OLD"), onDevice("FW-NEW", "ON-NEW")] },
    vulnerabilities: [{ cve: "CVE-2026-10002", product_status: { known_affected: ["ON-OLD"], fixed: ["ON-NEW"] } }],
  }),
  flat: {
    ...documentWith({
      product_tree: { full_product_names: [{ product_id: "P1", name: "Omron CJ2M CPU < 2.1" }] },
      vulnerabilities: [{ cve: "CVE-2026-10003", product_status: { known_affected: ["P1"] } }],
    }),
    ...publishedByMaker("OMRON Corporation"),
  },
  "two-vulnerabilities": documentWith({
    product_tree: {
      branches: [
        {
          category: "vendor",
          name: "Advantech",
          branches: [
            { category: "product_name", name: "WebAccess/SCADA", branches: [range("< 9.1.3", "A"), range("< 9.2.0", "B")] },
          ],
        },
      ],
    },
    vulnerabilities: [
      { cve: "CVE-2026-10004", product_status: { known_affected: ["A"] } },
      { cve: "CVE-2026-10005", product_status: { known_affected: ["B"] } },
    ],
  }),
  cpe: documentWith({
    product_tree: {
      full_product_names: [
        {
          product_id: "P1",
          name: "CODESYS runtime package < 3.5.19.0",
          product_identification_helper: { cpe: "cpe:2.3:a:codesys:control_rte_sl:*:*:*:*:*:*:*:*" },
        },
      ],
    },
    vulnerabilities: [{ cve: "CVE-2026-10006", product_status: { known_affected: ["P1"] } }],
  }),
};

function publishedByMaker(name: string) {
  const { document } = documentWith({ product_tree: {}, vulnerabilities: [] });
  return { document: { ...document, publisher: { ...document.publisher, category: "vendor", name } } };
}
