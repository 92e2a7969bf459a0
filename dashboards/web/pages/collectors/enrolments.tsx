import { App, Button, Table } from "antd";
import { useState } from "react";
import { type EnrolmentCodeView, enrolmentCodeSchema } from "../../../../api/contract/enrolments.ts";
import { paths } from "../../../../api/contract/paths.ts";
import type { CollectorView } from "../../../../api/contract/system.ts";
import { change, send } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { collectors } from "../../data/resources.ts";
import { cache } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { mayForAll } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";

const refresh = () => cache.refresh((path) => path === collectors.path);

/** How each collector proves who it is; a new one gets a code here, and one that must no longer deliver is cut off here. */
export function Enrolments({ collectors: all }: { collectors: readonly CollectorView[] }) {
  const { t } = useWords();
  const permitted = mayForAll(useSession());
  const [made, setMade] = useState<{ id: string; code: EnrolmentCodeView }>();
  return (
    <Panel title={t("enrolment.title")} note={t("enrolment.note")} flush>
      <Table
        size="small"
        rowKey="id"
        dataSource={[...all]}
        pagination={all.length > 12 ? { pageSize: 12, size: "small" } : false}
        scroll={{ x: 900 }}
        columns={[
          { title: t("word.collector"), key: "id", render: (_, { id }) => <strong>{id}</strong> },
          { title: t("word.status"), key: "state", width: 260, render: (_, { enrolment }) => <State enrolment={enrolment} /> },
          {
            title: t("enrolment.since"),
            key: "since",
            width: 190,
            render: (_, { enrolment }) => <Moment at={enrolment.since} />,
          },
          { title: t("enrolment.by"), key: "by", width: 160, render: (_, { enrolment }) => enrolment.by ?? t("word.none") },
          {
            title: "",
            key: "act",
            width: 220,
            align: "right",
            render: (_, collector) =>
              permitted && <Acts collector={collector} onCode={(code) => setMade({ id: collector.id, code })} />,
          },
        ]}
      />
      <ShownOnce
        title={t("enrolment.code-title", { id: made?.id ?? "" })}
        how={t("enrolment.code-how")}
        text={made && commandFor(made.code.code)}
        onClose={() => setMade(undefined)}
      />
    </Panel>
  );
}

/** What the person runs on the collector's machine. */
function commandFor(code: string): string {
  return `npx plantwatch collect --config plantwatch.yaml --enrol ${code}`;
}

function State({ enrolment: { state, codeUntil, publicKey } }: { enrolment: CollectorView["enrolment"] }) {
  const { t } = useWords();
  return (
    <span>
      {t(`enrolment.${state}`)}
      {publicKey !== null && (
        <code className="faint" title={publicKey}>
          {" "}
          {publicKey.slice(0, 8)}…
        </code>
      )}
      {codeUntil !== null && (
        <>
          <br />
          <span className="soft">
            {t("enrolment.code-until")} <Moment at={codeUntil} />
          </span>
        </>
      )}
    </span>
  );
}

function Acts({ collector: { id, enrolment }, onCode }: { collector: CollectorView; onCode: (code: EnrolmentCodeView) => void }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { busy, act } = useAct();
  const path = fill(paths.collectorEnrolment, { collector: id });
  const make = () =>
    act(async () => {
      onCode(await send("POST", { path, schema: enrolmentCodeSchema }, {}));
      refresh();
    });
  const revoke = () =>
    modal.confirm({
      title: t("enrolment.revoke-title", { id }),
      content: t("enrolment.revoke-what"),
      okText: t("enrolment.revoke"),
      okButtonProps: { danger: true },
      cancelText: t("act.cancel"),
      onOk: () =>
        act(async () => {
          await change("DELETE", path);
          refresh();
        }),
    });
  const hasSomething = enrolment.state !== "none" && enrolment.state !== "revoked";
  return (
    <span className="collector-acts">
      <Button size="small" loading={busy} onClick={make}>
        {t(enrolment.state === "enrolled" ? "enrolment.again" : "enrolment.enrol")}
      </Button>
      {hasSomething && (
        <Button size="small" danger onClick={revoke}>
          {t("enrolment.revoke")}
        </Button>
      )}
    </span>
  );
}
