import type { Bilingual, Language } from "../../model/language.ts";
import type { CalendarEntry, IncidentClockView, RegulatoryDutyView } from "../contract/classification.ts";
import type { Duty } from "../contract/duties.ts";
import type { IncidentView } from "../contract/incidents.ts";
import { type IcsEvent, toIcalendar } from "../views/icalendar.ts";

/** The dates of the work list, of what the rules set, and of incidents that somebody is still to be told of, in order. */
export function calendarEntries(
  duties: readonly Duty[],
  regulatory: readonly RegulatoryDutyView[],
  incidents: readonly IncidentView[],
): CalendarEntry[] {
  const entries = [...duties.flatMap(fromDuty), ...regulatory.flatMap(fromRegulatory), ...incidents.flatMap(fromIncident)];
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1));
}

function fromDuty(duty: Duty): CalendarEntry[] {
  const { kind, dueAt, title, overdue, assignee, catalogId, objectiveId, attestationId, findingId, assetId } = duty;
  // A review and a statement about scope are owed at once and stand on no day.
  if (dueAt === null || kind === "review" || kind === "scope") return [];
  const calendarKind = kind === "renewal" && objectiveId === null ? "measure" : kind;
  const subject = kind === "claim" ? objectiveId : (attestationId ?? findingId ?? assetId);
  const id = `${calendarKind}.${subject ?? ""}`;
  const subjects = { objectiveId, attestationId, findingId, assetId, incidentId: null };
  return [{ id, at: dueAt, kind: calendarKind, title, overdue, assignee, catalogId, ...subjects }];
}

function fromRegulatory({ id, dueAt, title, state, catalogId, objectiveId }: RegulatoryDutyView): CalendarEntry[] {
  if (dueAt === null || (state !== "due" && state !== "overdue")) return [];
  const nothing = { assignee: null, attestationId: null, findingId: null, assetId: null, incidentId: null };
  return [{ id: `duty.${id}`, at: dueAt, kind: "duty", title, overdue: state === "overdue", catalogId, objectiveId, ...nothing }];
}

function fromIncident({ id, title, clocks }: IncidentView): CalendarEntry[] {
  const nothing = { assignee: null, catalogId: null, objectiveId: null, attestationId: null, findingId: null, assetId: null };
  return clocks.flatMap(({ id: clockId, dueAt, toldAt, overdue, to }) => {
    if (dueAt === null || toldAt !== null) return [];
    const words = { "zh-CN": `${title}：报告${to["zh-CN"]}`, en: `${title}: tell ${to.en}` };
    return [{ id: `incident.${id}.${clockId}`, at: dueAt, kind: "incident", title: words, overdue, ...nothing, incidentId: id }];
  });
}

const kindWords: Readonly<Record<CalendarEntry["kind"], Bilingual>> = {
  duty: { "zh-CN": "法定事项", en: "Duty" },
  claim: { "zh-CN": "佐证声明", en: "Claim" },
  renewal: { "zh-CN": "声明到期", en: "Claim ends" },
  retirement: { "zh-CN": "退役", en: "Retirement" },
  rectification: { "zh-CN": "整改期限", en: "Rectification" },
  waiver: { "zh-CN": "暂缓整改到期", en: "Waiver ends" },
  measure: { "zh-CN": "补偿措施到期", en: "Measure ends" },
  incident: { "zh-CN": "事件报告时限", en: "Incident deadline" },
};

/** The calendar as a file, in one language; the clocks of incidents stand in its description. */
export function calendarFile(calendar: {
  enterpriseId: string;
  name: Bilingual;
  entries: readonly CalendarEntry[];
  clocks: readonly IncidentClockView[];
  language: Language;
  now: number;
}): string {
  const { enterpriseId, name, entries, clocks, language, now } = calendar;
  const title = { "zh-CN": `${name["zh-CN"]}：安全事项日历`, en: `${name.en}: security duties` };
  return toIcalendar({
    name: title[language],
    description: clocks.map((clock) => clockText(clock)[language]).join("\n"),
    now,
    events: entries.map((entry) => eventOf(entry, enterpriseId, language)),
  });
}

function eventOf(
  { id, at, kind, title, assignee, objectiveId }: CalendarEntry,
  enterpriseId: string,
  language: Language,
): IcsEvent {
  const who = assignee === null ? [] : [{ "zh-CN": `责任人：${assignee}`, en: `In charge: ${assignee}` }[language]];
  return {
    uid: `${enterpriseId}.${id}@plantwatch`,
    at: Date.parse(at),
    summary: `${kindWords[kind][language]}${language === "en" ? ": " : "："}${title[language]}`,
    description: [...who, ...(objectiveId === null ? [] : [objectiveId])].join("\n"),
    category: kindWords[kind][language],
  };
}

function clockText({ title, to, withinHours }: IncidentClockView): Bilingual {
  const zh = withinHours === null ? "立即" : `${withinHours} 小时内`;
  const en = withinHours === null ? "at once" : `within ${withinHours} h`;
  return { "zh-CN": `${title["zh-CN"]}：${zh}报告${to["zh-CN"]}`, en: `${title.en}: ${en}, to ${to.en}` };
}
