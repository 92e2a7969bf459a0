import { App } from "antd";
import type { FindingPatch, FindingView } from "../../../../api/contract/findings.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { cache } from "../../data/use-query.ts";
import { explainError } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";

export type Decide = (patch: FindingPatch, done: string) => Promise<boolean>;

/** Sends a decision made on the version that was shown; answers whether it was taken. */
export function useDecide({ id }: Pick<FindingView, "id">): Decide {
  const { t } = useWords();
  const { message, modal } = App.useApp();
  return async (patch, done) => {
    try {
      await change("PATCH", fill(paths.finding, { id }), patch);
      message.success(done);
      return true;
    } catch (error) {
      const { what, next } = explainError(error, t);
      modal.error({ title: what, content: next, okText: t("act.close") });
      return false;
    } finally {
      refreshFindings();
    }
  };
}

/** Reads again what a decision about a finding touches. */
export function refreshFindings(): void {
  cache.refresh((path) => path.startsWith(paths.findings) || path.startsWith(`${paths.enterprises}/`));
}
