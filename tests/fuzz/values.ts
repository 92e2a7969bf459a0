import type { Sample } from "../../collector/drivers/define.ts";

/** The values that samples claim to be good, by signal. */
export function goodValues(samples: readonly Sample[]): ReadonlyMap<string, number> {
  return new Map(
    samples.flatMap(({ measurement, tags, fields }) => {
      const { signal } = tags;
      return measurement === "signal" && signal !== undefined && fields.good === 1 && typeof fields.value === "number"
        ? [[signal, fields.value] as const]
        : [];
    }),
  );
}

/** Values that samples claim to be good though they are not what the device holds. */
export function valueFaults(samples: readonly Sample[], truth: ReadonlyMap<string, number>): string[] {
  return [...goodValues(samples)].flatMap(([signal, value]) =>
    truth.get(signal) === value ? [] : [`${signal} is said to be ${value} and is ${truth.get(signal)}`],
  );
}
