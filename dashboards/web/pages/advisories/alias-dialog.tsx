import { App, AutoComplete, Checkbox, Form, Input, Modal, Select } from "antd";
import type { NameAliasCreate } from "../../../../api/contract/advisories.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { advisories, advisoryProducts, refreshAdvisories } from "../../data/advisory-resources.ts";
import { change } from "../../data/api-client.ts";
import { useQuery } from "../../data/use-query.ts";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";

export interface AliasDraft {
  readonly kind: "vendor" | "product";
  readonly vendor: string;
  readonly name: string;
}

interface Fields {
  readonly kind: "vendor" | "product";
  readonly vendor?: string;
  readonly name: string;
  readonly means?: string;
  readonly nothing?: boolean;
}

/** Says what a name means; the assets concerned are judged again. */
export function AliasDialog({ draft, onClose }: { draft: AliasDraft; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch("kind", form) ?? draft.kind;
  const vendor = Form.useWatch("vendor", form) ?? draft.vendor;
  const nothing = Form.useWatch("nothing", form) === true;
  const names = useNames(kind, vendor);
  const submit = async (fields: Fields) => {
    const isProduct = fields.kind === "product";
    const alias: NameAliasCreate = {
      kind: fields.kind,
      vendor: isProduct ? (fields.vendor ?? "") : "",
      name: fields.name,
      means: isProduct && fields.nothing === true ? null : (fields.means ?? ""),
    };
    const done = await act(() => change("POST", paths.nameAliases, alias));
    if (!done) return;
    message.success(t("advisories.alias-saved"));
    refreshAdvisories();
    onClose();
  };
  const needed = [{ required: true, whitespace: true, message: t("advisories.alias-missing") }];
  return (
    <Modal
      open
      title={t("advisories.alias-add")}
      okText={t("act.save")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t("advisories.alias-note")}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={draft} onFinish={(fields) => void submit(fields)}>
        <Form.Item name="kind" label={t("advisories.alias-kind")}>
          <Select
            options={(["product", "vendor"] as const).map((value) => ({ value, label: t(`advisories.alias-kind-${value}`) }))}
          />
        </Form.Item>
        {kind === "product" && (
          <Form.Item name="vendor" label={t("advisories.alias-vendor")} rules={needed}>
            <Input maxLength={300} />
          </Form.Item>
        )}
        <Form.Item name="name" label={t("advisories.alias-name")} rules={needed}>
          <Input maxLength={300} />
        </Form.Item>
        {kind === "product" && (
          <Form.Item name="nothing" valuePropName="checked">
            <Checkbox>{t("advisories.alias-nothing")}</Checkbox>
          </Form.Item>
        )}
        {!(kind === "product" && nothing) && (
          <Form.Item name="means" label={t("advisories.alias-means")} extra={t("advisories.alias-means-hint")} rules={needed}>
            <AutoComplete
              options={names.map((value) => ({ value }))}
              showSearch={{
                filterOption: (input, option) => (option?.value ?? "").toLowerCase().includes(input.toLowerCase()),
              }}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

/** Names in the imported advisories: of makers, or of a maker's products. */
function useNames(kind: AliasDraft["kind"], vendor: string): readonly string[] {
  const list = useQuery(kind === "vendor" ? advisories() : null).value;
  const products = useQuery(kind === "product" && vendor.trim() !== "" ? advisoryProducts(vendor.trim()) : null).value;
  if (kind === "product") return products?.items ?? [];
  return [...new Set(list?.items.flatMap(({ vendors }) => vendors) ?? [])].sort();
}
