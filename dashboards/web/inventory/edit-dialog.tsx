import { Form, Modal } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import type { InventoryIssue, InventoryOperation } from "../../../api/contract/inventory-edits.ts";
import { useWords } from "../words/language.tsx";
import { EditProblem } from "./edit-problem.tsx";
import { fieldHint } from "./field-words.ts";
import { type EditOutcome, useEdit } from "./use-edit.ts";

/** A dialog that changes one part of an inventory; what the centre refuses stands at its field. */
export function EditDialog<Values extends object>({
  enterpriseId,
  revision,
  title,
  note,
  initial,
  operations,
  onClose,
  children,
}: {
  enterpriseId: string;
  revision: number;
  title: string;
  note?: string;
  initial: Values;
  operations: (values: Values) => readonly InventoryOperation[];
  onClose: () => void;
  /** Fields, each named as the field of the part that it is. */
  children: ReactNode;
}) {
  const { t } = useWords();
  const [form] = Form.useForm<Values>();
  const { busy, save } = useEdit(enterpriseId);
  const [outcome, setOutcome] = useState<EditOutcome>();
  const [opened] = useState(revision);
  const has = ({ field }: InventoryIssue) => field !== null && Object.hasOwn(initial, field);
  useEffect(() => {
    if (outcome?.kind !== "refused") return;
    for (const { field, message } of outcome.issues) {
      if (field !== null && Object.hasOwn(initial, field))
        form.setFields([{ name: field as never, errors: [fieldHint(field, message, t)] }]);
    }
  }, [outcome, form, initial, t]);
  const submit = async (values: Values) => {
    const result = await save(outcome?.kind === "stale" ? outcome.revision : opened, operations(values));
    setOutcome(result);
    if (result.kind === "saved") onClose();
  };
  return (
    <Modal
      open
      title={title}
      okText={t(outcome?.kind === "stale" ? "inventory.save-over" : "inventory.save")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        {note !== undefined && <p className="dialog-what">{note}</p>}
        <EditProblem outcome={outcome} shown={has} />
        <Form form={form} layout="vertical" initialValues={initial} onFinish={submit} requiredMark={false}>
          {children}
        </Form>
      </div>
    </Modal>
  );
}
