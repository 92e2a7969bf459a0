import { Button, Checkbox, Form, Input, Modal, Select } from "antd";
import { paths } from "../../../../api/contract/paths.ts";
import type { ReceivingView, RegistrationEdit, RegistrationView } from "../../../../api/contract/submissions.ts";
import type { Bilingual } from "../../../../model/language.ts";
import { fingerprintSchema } from "../../../../model/submission/receipt.ts";
import { creditCodeSchema, registrantKinds } from "../../../../model/submission/registration.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { refreshSubmissions } from "../../data/submission-resources.ts";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";

interface Fields extends Pick<RegistrationEdit, "kind" | "creditCode" | "types" | "grade" | "signers" | "suspended"> {
  readonly name: string;
  readonly industry: string;
  /** One a line. */
  readonly fingerprints: string;
}

const fresh: Fields = {
  kind: "enterprise",
  name: "",
  creditCode: "",
  industry: "",
  types: ["N"],
  grade: 2,
  fingerprints: "",
  signers: "",
  suspended: false,
};

const linesOf = (text: string) => text.split(/\s+/).filter((line) => line !== "");

interface DialogProps {
  readonly registration: RegistrationView | undefined;
  readonly knocks: NonNullable<ReceivingView["receiving"]>["knocks"];
  readonly onClose: () => void;
}

/** Who may submit here, under which certificates, and whose signatures are believed. */
export function RegistrationDialog({ registration, knocks, onClose }: DialogProps) {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const { busy, act } = useAct();
  const save = async ({ name, industry, fingerprints, ...rest }: Fields) => {
    const edit: RegistrationEdit = {
      ...rest,
      name: keptName(name, registration?.name),
      industry: industry.trim() === "" ? null : keptName(industry, registration?.industry ?? undefined),
      fingerprints: linesOf(fingerprints),
      ...(registration === undefined ? {} : { version: registration.version }),
    };
    const saved = await act(async () => {
      if (registration === undefined) await change("POST", paths.registrations, edit);
      else await change("PUT", fill(paths.registration, { id: registration.id }), edit);
    });
    if (!saved) return;
    refreshSubmissions();
    onClose();
  };
  const add = (fingerprint: string) =>
    form.setFieldValue("fingerprints", [...linesOf(form.getFieldValue("fingerprints") ?? ""), fingerprint].join("\n"));
  return (
    <Modal
      open
      width={620}
      title={t(registration === undefined ? "registration.add" : "registration.edit")}
      okText={t("registration.save")}
      cancelText={t("act.cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={save}
        initialValues={registration === undefined ? fresh : fieldsOf(registration)}
      >
        <Who />
        <Form.Item
          name="fingerprints"
          label={t("registration.fingerprints")}
          extra={t("registration.fingerprints-how")}
          rules={[
            {
              validator: async (_, value: string) => {
                if (!linesOf(value).every((line) => fingerprintSchema.safeParse(line).success)) throw new Error();
              },
              message: t("registration.fingerprint-wrong"),
            },
          ]}
        >
          <Input.TextArea rows={2} className="fingerprint" />
        </Form.Item>
        {knocks.length > 0 && (
          <Form.Item label={t("registration.knocks")}>
            {knocks.map(({ fingerprint, subject }) => (
              <div key={fingerprint}>
                <Button type="link" size="small" onClick={() => add(fingerprint)}>
                  {`${subject} · ${fingerprint.slice(0, 23)}…`}
                </Button>
              </div>
            ))}
          </Form.Item>
        )}
        <Form.Item name="signers" label={t("registration.signers")} extra={t("registration.signers-how")}>
          <Input.TextArea rows={3} className="fingerprint" />
        </Form.Item>
        <Form.Item name="suspended" valuePropName="checked">
          <Checkbox>{t("registration.suspended")}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Who() {
  const { t } = useWords();
  const needed = [{ required: true, whitespace: true, message: t("registration.required") }];
  return (
    <>
      <Form.Item name="name" label={t("registration.name")} extra={t("registration.name-how")} rules={needed}>
        <Input autoFocus maxLength={200} />
      </Form.Item>
      <Form.Item
        name="creditCode"
        label={t("registration.code")}
        rules={[
          {
            validator: async (_, value: string) => {
              if (!creditCodeSchema.safeParse(value).success) throw new Error();
            },
            message: t("registration.code-wrong"),
          },
        ]}
      >
        <Input maxLength={18} className="fingerprint" />
      </Form.Item>
      <Form.Item name="kind" label={t("registration.kind")}>
        <Select options={registrantKinds.map((value) => ({ value, label: t(`registration.kind-${value}`) }))} />
      </Form.Item>
      <Form.Item name="industry" label={t("registration.industry")}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="types" label={t("registration.types")} rules={[{ required: true, message: t("registration.required") }]}>
        <Select mode="multiple" options={(["N", "P", "R"] as const).map((value) => ({ value, label: t(`type.${value}`) }))} />
      </Form.Item>
      <Form.Item name="grade" label={t("registration.grade")}>
        <Select options={([3, 2, 1] as const).map((value) => ({ value, label: t("grade", { grade: value }) }))} />
      </Form.Item>
    </>
  );
}

function fieldsOf({
  name,
  industry,
  fingerprints,
  kind,
  creditCode,
  types,
  grade,
  signers,
  suspended,
}: RegistrationView): Fields {
  const rest = { kind, creditCode, types, grade, signers, suspended };
  return { ...rest, name: name["zh-CN"], industry: industry?.["zh-CN"] ?? "", fingerprints: fingerprints.join("\n") };
}

/** A name in both languages stays while nobody changes it. */
function keptName(typed: string, before: Bilingual | undefined): Bilingual | string {
  const text = typed.trim();
  return before !== undefined && before["zh-CN"] === text ? before : text;
}
