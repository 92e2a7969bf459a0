import type { SystemView } from "../../../../api/contract/system.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useSystem } from "../../shell/use-system.ts";
import { useWords } from "../../words/language.tsx";

type Backup = SystemView["backup"];

/** Is there a copy of what the centre knows? */
export function BackupPanel() {
  const { t } = useWords();
  const backup = useSystem().value?.backup;
  if (backup === undefined) return null;
  return (
    <Panel title={t("backup.title")}>
      {backup.last === null ? <NoBackup /> : <Last last={backup.last} />}
      <Schedule backup={backup} />
      {backup.failure !== null && (
        <p role="alert">
          <strong>{t("backup.failed")}</strong> <Moment at={backup.failure.at} />
          <br />
          <code>{backup.failure.message}</code>
        </p>
      )}
    </Panel>
  );
}

function Last({ last }: { last: NonNullable<Backup["last"]> }) {
  const { t, format } = useWords();
  return (
    <>
      <p>
        {t("backup.last")} <Moment at={last.at} />
        <br />
        <code>{last.name}</code> · {format.bytes(last.size)}
      </p>
      {last.damagedDocuments > 0 && (
        <p>
          <strong>{t("backup.damaged", { count: last.damagedDocuments })}</strong>
        </p>
      )}
    </>
  );
}

function NoBackup() {
  const { t } = useWords();
  return (
    <EmptyState title={t("backup.none")}>
      <p>{t("backup.none-next")}</p>
      <code>npx plantwatch backup --config plantwatch.yaml</code>
    </EmptyState>
  );
}

function Schedule({ backup: { everySeconds, overdue } }: { backup: Backup }) {
  const { t, format } = useWords();
  if (everySeconds === null) return <p className="soft">{t("backup.by-hand")}</p>;
  return (
    <p className="soft">
      {t("backup.every", { hours: format.number(everySeconds / 3600) })}
      {overdue && <strong> {t("backup.overdue")}</strong>}
    </p>
  );
}
