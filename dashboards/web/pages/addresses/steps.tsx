import { Table } from "antd";
import type { AddressListView, AddressStepView } from "../../../../api/contract/addresses.ts";
import type { CsvColumn } from "../../../../model/csv/to-csv.ts";
import { ExportButton } from "../../parts/export-button.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";

/** What was done about addresses without a record, or with a wrong one; the newest first. */
export function Steps({ list: { steps } }: { list: AddressListView }) {
  const { t } = useWords();
  const csv: readonly CsvColumn<AddressStepView>[] = [
    { title: t("addresses.col-address"), value: ({ address }) => address },
    { title: t("addresses.step-kind"), value: ({ kind }) => t(`addresses.${kind}`) },
    { title: t("addresses.step-done-at"), value: ({ doneAt }) => doneAt },
    { title: t("addresses.step-responsible"), value: ({ responsible }) => responsible },
    { title: t("addresses.step-recipient"), value: ({ recipient }) => recipient },
    { title: t("addresses.step-remark"), value: ({ remark }) => remark },
    { title: t("addresses.step-recorded"), value: ({ recordedBy }) => recordedBy },
  ];
  if (steps.length === 0) {
    return (
      <Panel title={t("addresses.view-steps")}>
        <EmptyState title={t("addresses.step-none")}>
          <p>{t("addresses.step-none-next")}</p>
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel title={t("addresses.view-steps")} aside={<ExportButton name="address-steps" columns={csv} rows={steps} />} flush>
      <Table
        size="small"
        rowKey="id"
        dataSource={[...steps]}
        pagination={steps.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        columns={[
          { title: t("addresses.col-address"), key: "address", width: 160, render: (_, { address }) => <code>{address}</code> },
          { title: t("addresses.step-kind"), key: "kind", width: 90, render: (_, { kind }) => t(`addresses.${kind}`) },
          { title: t("addresses.step-done-at"), key: "doneAt", width: 210, render: (_, { doneAt }) => <Moment at={doneAt} /> },
          { title: t("addresses.step-responsible"), dataIndex: "responsible", width: 120 },
          { title: t("addresses.step-recipient"), dataIndex: "recipient", width: 180 },
          { title: t("addresses.step-remark"), dataIndex: "remark" },
          { title: t("addresses.step-recorded"), dataIndex: "recordedBy", width: 180, ellipsis: true },
        ]}
      />
    </Panel>
  );
}
