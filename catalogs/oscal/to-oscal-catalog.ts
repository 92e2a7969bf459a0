import type { Catalog, Objective, Validity } from "../catalog.ts";
import {
  inEnglish,
  type OscalLink,
  type OscalMetadata,
  type OscalProperty,
  oneLine,
  oscalVersion,
  ownProperty,
  timeOf,
} from "./document.ts";
import { uuidV5 } from "./uuid-v5.ts";

type Task = Catalog["tasks"][number];
type Control = Task["controls"][number];

interface OscalPart {
  readonly id?: string;
  readonly name: string;
  readonly props?: readonly OscalProperty[];
  readonly prose?: string;
  readonly parts?: readonly OscalPart[];
}

interface OscalControl {
  readonly id: string;
  readonly class: string;
  readonly title: string;
  readonly props: readonly OscalProperty[];
  readonly links?: readonly OscalLink[];
  readonly parts: readonly OscalPart[];
}

export interface OscalCatalog {
  readonly catalog: {
    readonly uuid: string;
    readonly metadata: OscalMetadata;
    readonly groups: readonly {
      readonly id: string;
      readonly class: string;
      readonly title: string;
      readonly props: readonly OscalProperty[];
      readonly controls: readonly OscalControl[];
    }[];
  };
}

/**
 * A catalogue as an OSCAL catalog: tasks are groups, objectives are parts of their control. Which check judges an objective stands
 * on it as the property `judged-by`. Equal catalogues give equal bytes.
 */
export function toOscalCatalog(catalog: Catalog): OscalCatalog {
  return {
    catalog: {
      uuid: uuidV5(`catalog/${catalog.id}`),
      metadata: catalogMetadata(catalog),
      groups: catalog.tasks.map((task) => ({
        id: task.id,
        class: "task",
        title: oneLine(task.title["zh-CN"]),
        props: [inEnglish(task.title), ownProperty("confirmed", task.confirmed)],
        controls: task.controls.map(toControl),
      })),
    },
  };
}

function catalogMetadata({ title, documentNo, issued, source, confirmed, summary }: Catalog): OscalMetadata {
  return {
    title: oneLine(title["zh-CN"]),
    "last-modified": timeOf(issued),
    version: oneLine(issued),
    "oscal-version": oscalVersion,
    "document-ids": [{ identifier: oneLine(documentNo) }],
    props: [inEnglish(title), ownProperty("confirmed", confirmed)],
    ...linksTo(source),
    ...(summary === undefined ? {} : { remarks: `${summary["zh-CN"]}\n\n${summary.en}` }),
  };
}

/** A source names one address or several, or the document alone where no public copy was found. */
function linksTo(source: string): { links?: readonly OscalLink[] } {
  const addresses = source.split(/,\s+/).filter((address) => /^https?:/.test(address) && URL.canParse(address));
  return addresses.length === 0 ? {} : { links: addresses.map((address) => ({ href: new URL(address).href, rel: "reference" })) };
}

function toControl({ id, officialNo, title, summary, owedBy, confirmed, source, objectives }: Control): OscalControl {
  return {
    id,
    class: "control",
    title: oneLine(title["zh-CN"]),
    props: [
      { name: "label", value: String(officialNo ?? id) },
      inEnglish(title),
      ownProperty("confirmed", confirmed),
      ...owedBy.map((party) => ownProperty("owed-by", party)),
    ],
    ...linksTo(source),
    parts: [
      { id: `${id}_smt`, name: "statement", props: [inEnglish(summary)], prose: summary["zh-CN"] },
      ...objectives.map(toObjective),
    ],
  };
}

function toObjective({ id, text, method, basis, valid, confirmed, document, judgedBy }: Objective): OscalPart {
  const objects =
    document === undefined ? [] : [{ name: "assessment-objects", props: [inEnglish(document)], prose: document["zh-CN"] }];
  const ownRecords = method === "TEST-r" ? [ownProperty("evidence", "own-records")] : [];
  return {
    id,
    name: "assessment-objective",
    props: [
      { name: "label", value: id },
      inEnglish(text),
      ownProperty("confirmed", confirmed),
      ...basis.map((letter) => ownProperty("basis", letter)),
      ownProperty("valid", validityText(valid)),
      ...judgedBy.map(({ check, as, roles }) =>
        ownProperty("judged-by", check, { class: as, ...(roles === undefined ? {} : { remarks: `roles: ${roles.join(", ")}` }) }),
      ),
    ],
    prose: text["zh-CN"],
    parts: [
      {
        id: `${id}_asm`,
        name: "assessment-method",
        props: [{ name: "method", value: method === "TEST-r" ? "TEST" : method }, ...ownRecords],
        ...(objects.length === 0 ? {} : { parts: objects }),
      },
    ],
  };
}

/** Durations as ISO 8601 has them; the other ends by their names. */
function validityText(valid: Validity): string {
  if (typeof valid === "string") return valid;
  if ("hours" in valid) return `PT${valid.hours}H`;
  if ("days" in valid) return `P${valid.days}D`;
  if ("months" in valid) return `P${valid.months}M`;
  return `period-${valid.period}`;
}
