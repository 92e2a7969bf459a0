import { App, Button, Table } from "antd";
import { useState } from "react";
import { paths } from "../../../../api/contract/paths.ts";
import type { ReceivingView, RegistrationView } from "../../../../api/contract/submissions.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { receiving, refreshSubmissions, registrations } from "../../data/submission-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { saveFile } from "../../parts/export-button.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { useAct } from "../../parts/use-act.ts";
import { mayForAll } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { Fact, Facts, Fingerprint } from "./destination-panel.tsx";
import { RegistrationDialog } from "./registration-dialog.tsx";

/** Who may submit here, and what enterprises need to know of this tier. */
export function RegistrationsView() {
  const { t } = useWords();
  const tier = useQuery(receiving).value?.receiving;
  const [editing, setEditing] = useState<RegistrationView | "new">();
  const administers = mayForAll(useSession());
  const add = administers && (
    <Button size="small" type="primary" onClick={() => setEditing("new")}>
      {t("registration.add")}
    </Button>
  );
  return (
    <div className="stack">
      {tier != null && <HandOut tier={tier} />}
      <Panel title={t("submissions.view-registrations")} aside={add} flush>
        <Loaded entry={useQuery(registrations)}>
          {({ items }) => <Registrations items={items} administers={administers} onEdit={setEditing} />}
        </Loaded>
      </Panel>
      {editing !== undefined && (
        <RegistrationDialog
          registration={editing === "new" ? undefined : editing}
          knocks={tier?.knocks ?? []}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  );
}

function HandOut({ tier }: { tier: NonNullable<ReceivingView["receiving"]> }) {
  const { t } = useWords();
  return (
    <Panel title={t("receiving.hand-out")} note={t("receiving.hand-out-what")}>
      <Facts>
        <Fact name={t("submissions.url")}>
          <code>{tier.url}</code>
        </Fact>
        <Fact name={t("submissions.fingerprint")}>
          <Fingerprint of={tier.fingerprint} />
        </Fact>
        <Fact name={t("submissions.receipt-key")}>
          <Fingerprint of={tier.receiptKeyId} />
        </Fact>
      </Facts>
      <p className="submission-acts">
        <Button size="small" onClick={() => saveFile("tier.pem", "application/x-pem-file", tier.certificatePem)}>
          {t("receiving.certificate-file")}
        </Button>
        <Button size="small" onClick={() => saveFile("receipt-key.pem", "application/x-pem-file", tier.receiptKeyPem)}>
          {t("receiving.receipt-key-file")}
        </Button>
      </p>
    </Panel>
  );
}

interface ListProps {
  readonly items: readonly RegistrationView[];
  readonly administers: boolean;
  readonly onEdit: (registration: RegistrationView) => void;
}

function Registrations({ items, administers, onEdit }: ListProps) {
  const { t, say } = useWords();
  const empty = (
    <EmptyState title={t("registration.none")}>
      <p>{t("registration.none-next")}</p>
    </EmptyState>
  );
  return (
    <Table<RegistrationView>
      size="small"
      rowKey="id"
      dataSource={[...items]}
      pagination={{ pageSize: 20, size: "small", hideOnSinglePage: true }}
      locale={{ emptyText: empty }}
      columns={[
        {
          title: t("registration.name"),
          key: "name",
          render: (_, { name, suspended, kind }) => (
            <>
              <strong>{say(name)}</strong>
              <div className="soft">
                {t(`registration.kind-${kind}`)}
                {suspended && ` · ${t("registration.suspended")}`}
              </div>
            </>
          ),
        },
        { title: t("registration.code"), key: "code", render: (_, { creditCode }) => <code>{creditCode}</code> },
        {
          title: t("registration.grade"),
          key: "grade",
          render: (_, { grade, types }) => `${t("grade", { grade })} · ${types.map((type) => t(`type.${type}`)).join(" · ")}`,
        },
        {
          title: t("registration.fingerprints"),
          key: "fingerprints",
          width: 280,
          render: (_, { fingerprints }) => fingerprints.map((one) => <Fingerprint key={one} of={one} />),
        },
        {
          title: t("submission.signers"),
          key: "signers",
          render: (_, { signerSubjects }) =>
            signerSubjects.length === 0 ? (
              <span className="soft">{t("registration.signers-none")}</span>
            ) : (
              signerSubjects.join(" · ")
            ),
        },
        {
          title: "",
          key: "act",
          width: 160,
          align: "right",
          render: (_, one) => administers && <Acts registration={one} onEdit={() => onEdit(one)} />,
        },
      ]}
    />
  );
}

function Acts({ registration: { id, name }, onEdit }: { registration: RegistrationView; onEdit: () => void }) {
  const { t, say } = useWords();
  const { modal } = App.useApp();
  const { act } = useAct();
  const ask = () =>
    modal.confirm({
      title: t("registration.remove-title", { name: say(name) }),
      content: t("registration.remove-what"),
      okText: t("registration.remove"),
      okButtonProps: { danger: true },
      cancelText: t("act.cancel"),
      onOk: () =>
        act(async () => {
          await change("DELETE", fill(paths.registration, { id }));
          refreshSubmissions();
        }),
    });
  return (
    <span className="submission-acts">
      <Button size="small" onClick={onEdit}>
        {t("registration.change")}
      </Button>
      <Button size="small" danger onClick={ask}>
        {t("registration.remove")}
      </Button>
    </span>
  );
}
