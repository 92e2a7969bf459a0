import type { Catalog } from "../../catalogs/catalog.ts";
import type { CatalogDetail, CatalogSummary } from "../contract/catalogs.ts";

export function catalogSummary(catalog: Catalog): CatalogSummary {
  const { id, title, documentNo, issued, source, confirmed, profile } = catalog;
  return { id, title, documentNo, issued, source, confirmed, profileVersion: profile.version };
}

export function catalogDetail(catalog: Catalog): CatalogDetail {
  const { taskWeight, controlWeight, objectiveWeight } = catalog.profile;
  return {
    ...catalogSummary(catalog),
    tasks: catalog.tasks.map(({ id, title, confirmed, controls }) => ({
      id,
      title,
      confirmed,
      weight: taskWeight[id] ?? 1,
      controls: controls.map((control) => ({
        id: control.id,
        officialNo: control.officialNo ?? null,
        title: control.title,
        summary: control.summary,
        weight: controlWeight[control.id] ?? 1,
        owedBy: [...control.owedBy],
        confirmed: control.confirmed,
        source: control.source,
        objectives: control.objectives.map((objective) => ({
          id: objective.id,
          text: objective.text,
          method: objective.method,
          basis: [...objective.basis],
          weight: objectiveWeight[objective.id] ?? 1,
          document: objective.document ?? null,
          judgedBy: objective.judgedBy.map(({ check, as }) => ({ check, as })),
          confirmed: objective.confirmed,
        })),
      })),
    })),
  };
}
