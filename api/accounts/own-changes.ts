import type { CentreSettings } from "../services.ts";

/** The actor of what nobody in particular did. */
export const installation = "installation";

/** Notes in the audit trail what the installation did itself: at a start, by a command, from a file. */
export async function noteOwnChange(
  { records, clock }: Pick<CentreSettings, "records" | "clock">,
  action: string,
  target: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await records.audit.append({ at: clock.now(), actor: installation, action, target, detail });
}
