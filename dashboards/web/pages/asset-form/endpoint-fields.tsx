import { Button, Checkbox, Form, Input, Select } from "antd";
import { protocols } from "../../../../model/protocols/index.ts";
import { fieldLabel } from "../../inventory/field-words.ts";
import { useWords } from "../../words/language.tsx";
import { emptyEndpoint, protocolOf } from "./asset-values.ts";

/** Probes that a device could mind; they run only where they are named. */
const mindedProbes = Object.fromEntries(
  protocols.map(({ id, probes }) => [id, probes.filter(({ onRequest: asked }) => asked).map((probe) => probe.id)]),
);

/** Where an asset answers, one card an endpoint. */
export function EndpointFields() {
  const { t } = useWords();
  return (
    <Form.List name="endpoints">
      {(items, { add, remove }) => (
        <>
          {items.map(({ key, name }) => (
            <EndpointCard key={key} place={name} onRemove={() => remove(name)} />
          ))}
          <Button onClick={() => add({ ...emptyEndpoint })}>{t("asset-form.add-endpoint")}</Button>
        </>
      )}
    </Form.List>
  );
}

function EndpointCard({ place, onRemove }: { place: number; onRemove: () => void }) {
  const { t } = useWords();
  const url: unknown = Form.useWatch(["endpoints", place, "url"]);
  const element: unknown = Form.useWatch(["endpoints", place, "element"], { preserve: true });
  const protocol = typeof url === "string" ? protocolOf(url.trim()) : undefined;
  return (
    <fieldset className="form-part">
      <div className="form-part-head">
        <strong>{t("element.endpoint", { id: place + 1 })}</strong>
        {protocol !== undefined && <span className="tag">{t(`protocol.${protocol}`)}</span>}
        <Button size="small" type="link" danger className="push" onClick={onRemove}>
          {t("asset-form.remove-endpoint")}
        </Button>
      </div>
      <Form.Item name={[place, "element"]} hidden>
        <Input />
      </Form.Item>
      <div className="form-columns">
        <Text place={place} name="url" label={fieldLabel("url", t)} hint={t("hint.url")} />
        <Text place={place} name="address" label={fieldLabel("address", t)} hint={t("asset-form.address-hint")} />
        <Text
          place={place}
          name="id"
          label={t("asset-form.endpoint-id")}
          hint={t("asset-form.endpoint-id-hint")}
          disabled={element !== ""}
        />
        {protocol === "opcua" && <OpcuaFields place={place} />}
        {protocol === "modbus" && <ModbusFields place={place} />}
        <Text place={place} name="minGap" label={t("asset-form.min-gap")} hint={t("asset-form.limits-hint")} />
        <Text place={place} name="requestsPerMinute" label={t("asset-form.per-minute")} hint={t("asset-form.limits-hint")} />
        {protocol !== undefined && (
          <Form.Item name={[place, "onRequest"]} label={fieldLabel("onRequest", t)} extra={t("asset-form.on-request-hint")}>
            <Select mode="tags" options={(mindedProbes[protocol] ?? []).map((value) => ({ value, label: value }))} />
          </Form.Item>
        )}
      </div>
    </fieldset>
  );
}

function OpcuaFields({ place }: { place: number }) {
  const { t } = useWords();
  return (
    <>
      <Form.Item name={[place, "trustedAt"]} label={fieldLabel("trustedAt", t)} extra={t("hint.trusted-at")}>
        <Input type="datetime-local" />
      </Form.Item>
      <Text place={place} name="redundancySet" label={fieldLabel("redundancySet", t)} hint={t("asset-form.redundancy-hint")} />
      <Text place={place} name="pinned" label={fieldLabel("pinnedCertificateSha256", t)} hint={t("hint.pinned")} />
      <Text place={place} name="user" label={t("asset-form.user")} hint={t("hint.credentials")} />
      <Text place={place} name="passwordEnv" label={t("asset-form.password-env")} hint={t("asset-form.password-env-hint")} />
      <Lines place={place} name="aliases" label={fieldLabel("aliases", t)} hint={t("asset-form.aliases-hint")} />
    </>
  );
}

function ModbusFields({ place }: { place: number }) {
  const { t } = useWords();
  return (
    <>
      <Lines place={place} name="permittedClients" label={fieldLabel("permittedClients", t)} hint={t("hint.permitted-clients")} />
      <Form.Item name={[place, "behindGateway"]} valuePropName="checked" extra={t("asset-form.behind-gateway-hint")}>
        <Checkbox>{fieldLabel("behindGateway", t)}</Checkbox>
      </Form.Item>
    </>
  );
}

interface FieldProps {
  readonly place: number;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly disabled?: boolean;
}

function Text({ place, name, label, hint, disabled = false }: FieldProps) {
  return (
    <Form.Item name={[place, name]} label={label} extra={hint}>
      <Input disabled={disabled} autoComplete="off" />
    </Form.Item>
  );
}

function Lines({ place, name, label, hint }: FieldProps) {
  return (
    <Form.Item name={[place, name]} label={label} extra={hint}>
      <Input.TextArea rows={2} />
    </Form.Item>
  );
}
