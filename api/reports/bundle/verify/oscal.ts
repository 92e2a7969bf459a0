import { uuidV5 } from "../../../../catalogs/oscal/uuid-v5.ts";
import { message } from "../../../../model/messages/index.ts";
import { sha256 } from "../../digest.ts";
import { readJson } from "../json-bytes.ts";
import { bundleNames } from "../manifest.ts";
import type { BundleFiles } from "../pack.ts";
import { compare, type Figures, type Reckoned, whole } from "./reckoned.ts";
import { type AssessmentResults, assessmentResultsSchema, planOfActionSchema, type ReportFacts } from "./report-facts.ts";
import { fails, type Statement } from "./statement.ts";

/** Whether the OSCAL files were made from the report's data, and give its figures. */
export function checkOscal(files: BundleFiles, reckoned: Reckoned, { lines }: ReportFacts): readonly Statement[] {
  const { assessmentResults, planOfAction, data } = bundleNames;
  const results = readJson(files.get(assessmentResults), assessmentResultsSchema)?.["assessment-results"];
  const plan = readJson(files.get(planOfAction), planOfActionSchema)?.["plan-of-action-and-milestones"];
  if (results === undefined) return [fails(message("verify.unreadable", { name: assessmentResults }))];
  if (plan === undefined) return [fails(message("verify.unreadable", { name: planOfAction }))];
  // Ids of OSCAL things follow from the digest of the data that they were made from.
  const root = sha256(files.get(data) ?? new Uint8Array());
  const foreign = [
    ...(results.uuid === uuidV5(`report/${root}/assessment-results`) ? [] : [assessmentResults]),
    ...(plan.uuid === uuidV5(`report/${root}/plan-of-action`) ? [] : [planOfAction]),
  ];
  const counted = lines.filter(({ id, coverage }) => coverage !== null && isObjective(id));
  const said = figuresOf(results);
  const missing = counted.filter(({ id }) => !said.has(id)).length > 0 ? [assessmentResults] : [];
  return [
    ...[...foreign, ...missing].map((name) => fails(message("verify.oscal-foreign", { name }))),
    ...compare(assessmentResults, said, uncapped(reckoned)),
  ];
}

/** catalog.task.control.objective */
const isObjective = (id: string): boolean => id.split(".").length >= 4;

/** OSCAL gives the cap of the whole alone. */
function uncapped(reckoned: Reckoned): Reckoned {
  return new Map([...reckoned].map(([id, figures]) => [id, id === whole ? figures : { ...figures, capAt: null }]));
}

type Properties = readonly { readonly name: string; readonly value: string }[];

function figuresOf({ results: [result] }: AssessmentResults["assessment-results"]): Reckoned {
  return new Map([
    [whole, readFigures(result?.props ?? [])],
    ...(result?.findings ?? []).map(({ target, props }) => [target["target-id"], readFigures(props)] as const),
  ]);
}

function readFigures(properties: Properties): Figures {
  const read = (name: string) => {
    const value = Number(properties.find((one) => one.name === name)?.value ?? Number.NaN);
    return Number.isNaN(value) ? null : value;
  };
  return { demonstrated: read("demonstrated"), potential: read("potential"), coverage: read("coverage"), capAt: read("cap") };
}
