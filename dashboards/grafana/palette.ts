import {
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";

/** Colours that people who see red and green alike can tell apart (after Okabe and Ito); never the only sign. */
export const palette = {
  critical: "#D55E00",
  high: "#E69F00",
  medium: "#0072B2",
  low: "#999999",
  pass: "#009E73",
  unknown: "#999999",
  neutral: "#56B4E9",
} as const;

export interface Step {
  readonly from: number | null;
  readonly color: string;
}

export function thresholds(...steps: readonly Step[]): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(steps.map(({ from, color }) => ({ value: from, color })));
}

/** Zero is as it should be; from one on it wants attention. */
export const noneIsGood: readonly Step[] = [
  { from: null, color: palette.pass },
  { from: 1, color: palette.critical },
];

/** A figure without a judgement. */
export const neutral: readonly Step[] = [{ from: null, color: palette.neutral }];

export function byThresholds(): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Thresholds);
}

export interface ShownAs {
  readonly text: string;
  readonly color?: string;
}

/** Shows values as words. */
export function valueWords(shown: Readonly<Record<string, ShownAs>>): ValueMapping {
  const entries = Object.entries(shown).map(([value, as], index) => [value, { ...as, index }] as const);
  return { type: MappingType.ValueToText, options: Object.fromEntries(entries) };
}
