import type { CatalogDetail } from "../../../../api/contract/catalogs.ts";
import type { Matrix, MatrixControl, MatrixObjective } from "../../../../api/contract/matrix.ts";

type CatalogObjective = CatalogDetail["tasks"][number]["controls"][number]["objectives"][number];

/** An objective as everything about it stands. */
export interface Standing {
  readonly enterpriseId: string;
  readonly control: MatrixControl;
  readonly objective: MatrixObjective;
  readonly catalogControl: CatalogDetail["tasks"][number]["controls"][number];
  readonly catalogObjective: CatalogObjective;
}

/** Brings together how an objective stands and what the catalogue asks; undefined where either does not have it. */
export function standingOf(matrixView: Matrix, detail: CatalogDetail, objectiveId: string): Standing | undefined {
  const control = matrixView.tasks
    .flatMap(({ controls }) => controls)
    .find(({ objectives }) => objectives.some(({ id }) => id === objectiveId));
  const objective = control?.objectives.find(({ id }) => id === objectiveId);
  const catalogControl = detail.tasks.flatMap(({ controls }) => controls).find(({ id }) => id === control?.id);
  const catalogObjective = catalogControl?.objectives.find(({ id }) => id === objectiveId);
  if (control === undefined || objective === undefined || catalogControl === undefined || catalogObjective === undefined) {
    return undefined;
  }
  return { enterpriseId: matrixView.enterpriseId, control, objective, catalogControl, catalogObjective };
}
