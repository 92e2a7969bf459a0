import { type DynamicConfigValue, MappingType } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Bilingual } from "../../../model/language.ts";
import type { Context, Definition } from "../definition.ts";
import { pageLink, pages } from "../links.ts";
import { bars, layOut, lines } from "../panels.ts";
import { ageColumn, table } from "../table.ts";
import { chosen, tagVariable } from "../variables.ts";
import { words } from "../words.ts";

const ofChosen = `$timeFilter AND ${chosen("enterprise", "catalog")} AND "site" = ''`;
/** Node ids nest: catalogue, task, control. A catalogue without tasks has its controls where others have tasks. */
const tasks = `${ofChosen} AND "node" =~ /^[^.]+[.][^.]+$/`;
const controls = `${ofChosen} AND "node" =~ /^[^.]+[.][^.]+[.][^.]+$/`;
const newest = (where: string) =>
  `SELECT last("demonstrated") AS "demonstrated", "potential", "coverage" FROM "posture" WHERE ${where} GROUP BY "node"`;

/** Which task pulls the score down? */
export const tasksAndControls: Definition = {
  id: "tasks-and-controls",
  title: { "zh-CN": "Plantwatch 任务与控制项", en: "Plantwatch tasks and controls" },
  description: {
    "zh-CN": "一家企业在各主要任务和控制项上的得分与覆盖率。",
    en: "Score and coverage of one enterprise by task and by control.",
  },
  from: "now-7d",
  refresh: "5m",
  fill(dashboard, context) {
    dashboard
      .withVariable(tagVariable(context, { tag: "enterprise", measurement: "posture" }))
      .withVariable(tagVariable(context, { tag: "catalog", measurement: "posture", within: ["enterprise"], first: "miit" }));
    layOut(dashboard, [
      {
        height: 9,
        panels: [
          [taskBars(context), 10],
          [taskTable(context), 14],
        ],
      },
      {
        height: 9,
        panels: [
          [taskTrend(context, "demonstrated", { "zh-CN": "各主要任务已证实得分", en: "Demonstrated score by task" }), 12],
          [taskTrend(context, "coverage", { "zh-CN": "各主要任务覆盖率", en: "Coverage by task" }), 12],
        ],
      },
      { height: 16, panels: [[controlTable(context), 24]] },
    ]);
  },
};

function taskBars(context: Context) {
  const { say } = context;
  const panel = bars(
    say,
    {
      title: { "zh-CN": "主要任务", en: "Tasks" },
      description: { "zh-CN": "最新的已证实得分。", en: "Newest demonstrated score." },
    },
    [{ query: `SELECT last("demonstrated") FROM "posture" WHERE ${tasks} GROUP BY "node"`, alias: "$tag_node" }],
    { min: 0, max: 100, decimals: 1 },
  ).links([pageLink(say, pages.chosenExplanation())]);
  return namedSeries(context, panel);
}

function taskTrend(context: Context, field: "demonstrated" | "coverage", title: Bilingual) {
  const panel = lines(
    context.say,
    { title },
    [
      {
        query: `SELECT last("${field}") FROM "posture" WHERE ${tasks} GROUP BY time($__interval), "node" fill(none)`,
        alias: "$tag_node",
      },
    ],
    { interval: "5m", min: 0, max: 100, decimals: 1, ...(field === "coverage" ? { unit: "percent" } : {}) },
  );
  return namedSeries(context, panel);
}

function taskTable(context: Context) {
  const { say } = context;
  return table(
    say,
    { title: { "zh-CN": "主要任务：已证实、可能值与覆盖率", en: "Tasks: demonstrated, potential and coverage" } },
    { query: newest(tasks) },
    { columns: nodeColumns(context, words.task), sortBy: { title: words.task } },
  );
}

function controlTable(context: Context) {
  const { say } = context;
  return table(
    say,
    { title: { "zh-CN": "控制项", en: "Controls" } },
    { query: newest(controls) },
    { columns: nodeColumns(context, words.control), sortBy: { title: words.control } },
  );
}

function nodeColumns(context: Context, title: Bilingual) {
  return [
    { field: "node", title, link: pages.nodeOfRow(), shown: nodeNames(context) },
    { field: "demonstrated", title: words.demonstrated, decimals: 1, bar: true, width: 220 },
    { field: "potential", title: words.potential, decimals: 1, bar: true, width: 220 },
    { field: "coverage", title: words.coverage, decimals: 0, unit: "percent", width: 100 },
    ageColumn,
  ];
}

/** Number and title, since the official documents are cited by both. */
function nodeName(id: string, title: string): string {
  return `${id} ${title}`;
}

function nodeNames({ titles, say }: Context) {
  const options = Object.fromEntries([...titles].map(([id, title], index) => [id, { text: nodeName(id, say(title)), index }]));
  return { type: MappingType.ValueToText as const, options };
}

/** Series are named after node ids; shows their titles instead. */
function namedSeries<Panel extends { overrideByName(name: string, properties: DynamicConfigValue[]): Panel }>(
  { titles, say }: Context,
  panel: Panel,
): Panel {
  for (const [id, title] of titles) {
    if (id.split(".").length === 2) panel.overrideByName(id, [{ id: "displayName", value: nodeName(id, say(title)) }]);
  }
  return panel;
}
