import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { Problem } from "../../../model/problem.ts";
import type { Entry } from "../data/query-cache.ts";
import { cache } from "../data/use-query.ts";
import { useWords } from "../words/language.tsx";
import type { MessageKey, Translate } from "../words/messages.ts";

type FixedKey = { [Key in MessageKey]: Key extends `error.${string}` ? Key : never }[MessageKey];
type Pair = readonly [what: Exclude<FixedKey, "error.other">, next: Exclude<FixedKey, "error.other"> | undefined];

const words: Readonly<Record<string, Pair>> = {
  unreachable: ["error.unreachable", "error.unreachable-next"],
  forbidden: ["error.forbidden", "error.forbidden-next"],
  "not-found": ["error.not-found", "error.not-found-next"],
  "stale-edit": ["error.conflict", "error.conflict-next"],
  "unexpected-answer": ["error.unexpected", "error.unexpected-next"],
  "wrong-credentials": ["error.credentials", undefined],
  "wrong-password": ["error.wrong-password", undefined],
  "too-many-requests": ["error.attempts", undefined],
  "wrong-code": ["error.wrong-code", "error.wrong-code-next"],
  "code-used": ["error.code-used", undefined],
  "passkey-refused": ["error.passkey-refused", undefined],
  "passkey-dropped": ["error.passkey-dropped", undefined],
  "second-factor-needed": ["error.second-factor", "error.second-factor-next"],
  "account-locked": ["error.locked", "error.locked-next"],
  "last-administrator": ["error.last-administrator", undefined],
  "already-exists": ["error.already-exists", undefined],
  "simulation-running": ["error.simulation-running", "error.simulation-running-next"],
  "not-possible": ["error.edit-not-possible", "error.edit-not-possible-next"],
  "store-unavailable": ["error.storage", "error.other-next"],
  "store-full": ["error.storage", "error.other-next"],
};

/** What happened and what to do, in the reader's language. */
export function explainError(error: unknown, t: Translate): { readonly what: string; readonly next: string | undefined } {
  const pair = error instanceof Problem ? words[error.code] : undefined;
  if (pair !== undefined) return { what: t(pair[0]), next: pair[1] === undefined ? undefined : t(pair[1]) };
  const message = error instanceof Error ? error.message : String(error);
  return { what: t("error.other", { message }), next: t("error.other-next") };
}

export function ErrorState({ error }: { error: unknown }) {
  const { t } = useWords();
  const { what, next } = explainError(error, t);
  return (
    <div className="state" role="alert">
      <strong>{what}</strong>
      {next !== undefined && <p>{next}</p>}
      <Button onClick={() => cache.refresh(() => true)}>{t("act.retry")}</Button>
    </div>
  );
}

/** Nothing is there: says so, and what to do next. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  if (children === undefined) return <p className="state-quiet">{title}</p>;
  return (
    <div className="state">
      <strong>{title}</strong>
      {children}
    </div>
  );
}

export function Loading({ rows = 4 }: { rows?: number }) {
  const { t } = useWords();
  return (
    <div className="state-loading" aria-busy="true">
      <span className="visually-hidden">{t("loading")}</span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** Draws what was read; before that the wait, and where nothing ever came, the error. */
export function Loaded<T>({ entry, rows, children }: { entry: Entry<T>; rows?: number; children: (value: T) => ReactNode }) {
  if (entry.value !== undefined) return children(entry.value);
  if (entry.error !== undefined) return <ErrorState error={entry.error} />;
  return <Loading {...(rows === undefined ? {} : { rows })} />;
}
