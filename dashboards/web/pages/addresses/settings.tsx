import { App, Button, Checkbox, Form, Input, InputNumber, Radio } from "antd";
import { useState } from "react";
import type { AddressListView, AddressSettingsView } from "../../../../api/contract/addresses.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { addressRoles } from "../../../../model/addresses/address-register.ts";
import { Failure } from "../../claims/failure.tsx";
import { isOfAddresses } from "../../data/address-resources.ts";
import { change } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { cache } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";

const longestUpdate = 60;

/** What the enterprise is to its addresses, which are judged, within which times, and who answers for it. */
export function Settings({ list }: { list: AddressListView }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<AddressSettingsView>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const { enterpriseId, settings, version, statutoryUpdateDays } = list;
  const editable = may(useSession(), "addressList", enterpriseId);
  const role = Form.useWatch("role", form) ?? settings.role;
  const most = role === "user" ? longestUpdate : statutoryUpdateDays;
  const submit = async (wanted: AddressSettingsView) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const edit = { version: version?.version ?? 0, settings: wanted };
      await change("PUT", fill(paths.addressListSettings, { enterprise: enterpriseId }), edit);
      message.success(t("addresses.settings-done"));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
      cache.refresh(isOfAddresses(enterpriseId));
    }
  };
  const days = (name: keyof AddressSettingsView, label: string, max: number) => (
    <Form.Item name={name} label={label} rules={[{ required: true, type: "integer", min: 1, max, message: `1 – ${max}` }]}>
      <InputNumber min={1} max={max} precision={0} />
    </Form.Item>
  );
  return (
    <Panel title={t("addresses.settings-title")} {...(editable ? {} : { note: t("addresses.settings-readonly") })}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={settings}
        disabled={!editable}
        className="addresses-settings"
        onFinish={(wanted) => void submit(wanted)}
        onValuesChange={({ role: chosen }: Partial<AddressSettingsView>) => {
          const update = form.getFieldValue("updateWithinWorkingDays");
          if (chosen !== undefined && chosen !== "user" && update > statutoryUpdateDays) {
            form.setFieldsValue({ updateWithinWorkingDays: statutoryUpdateDays });
          }
        }}
      >
        <Form.Item name="role" label={t("addresses.settings-role")} extra={t("addresses.settings-role-hint")}>
          <Radio.Group options={addressRoles.map((value) => ({ value, label: t(`addresses.role-${value}`) }))} />
        </Form.Item>
        <Form.Item name="coversPrivate" valuePropName="checked" extra={t("addresses.settings-private-hint")}>
          <Checkbox>{t("addresses.settings-private")}</Checkbox>
        </Form.Item>
        <div className="addresses-days">
          {days("updateWithinWorkingDays", t("addresses.settings-update"), most)}
          {days("verifyEveryDays", t("addresses.settings-verify"), 1100)}
          {days("sweepEveryDays", t("addresses.settings-sweep"), 366)}
        </div>
        <Form.Item name="responsible" label={t("addresses.settings-responsible")}>
          <Input maxLength={200} style={{ maxWidth: 320 }} />
        </Form.Item>
        {failure !== undefined && <Failure error={failure} />}
        {editable && (
          <Button type="primary" htmlType="submit" loading={busy}>
            {t("addresses.settings-save")}
          </Button>
        )}
      </Form>
    </Panel>
  );
}
