/** Figures of one score, percent; null where nothing counts. */
export interface ScoreFigures {
  readonly demonstrated: number | null;
  readonly potential: number | null;
  readonly coverage: number | null;
  readonly capAt?: number | null;
}

/** Where the parts of a score bar begin and end, percent of its width. */
export interface BarGeometry {
  /** Solid from 0 to here. */
  readonly solidTo: number;
  /** Hatched from `solidTo` to here. */
  readonly hatchedTo: number;
  readonly coverageTo: number;
  readonly capAt: number | null;
}

/** The picture of a score. What is not known at all is hatched from end to end and covers nothing. */
export function barGeometry(score: ScoreFigures): BarGeometry {
  const capAt = score.capAt === undefined || score.capAt === null ? null : within(score.capAt);
  if (score.demonstrated === null || score.potential === null) return { solidTo: 0, hatchedTo: 100, coverageTo: 0, capAt };
  const solidTo = within(score.demonstrated);
  return { solidTo, hatchedTo: Math.max(solidTo, within(score.potential)), coverageTo: within(score.coverage ?? 0), capAt };
}

function within(percent: number): number {
  return Math.min(100, Math.max(0, percent));
}
