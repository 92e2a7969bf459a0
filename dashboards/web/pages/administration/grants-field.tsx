import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Select } from "antd";
import { type Grant, roles } from "../../../../model/access.ts";
import { enterprises } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { useWords } from "../../words/language.tsx";

const everywhere = "";

/** A grant as the form holds it: a select cannot hold null. */
export interface GrantField {
  readonly role: Grant["role"];
  readonly enterprise: string;
}

export function toFields(grants: readonly Grant[]): GrantField[] {
  return grants.map(({ role, enterpriseId }) => ({ role, enterprise: enterpriseId ?? everywhere }));
}

export function toGrants(fields: readonly GrantField[] | undefined): Grant[] {
  return (fields ?? []).map(({ role, enterprise }) => ({ role, enterpriseId: enterprise === everywhere ? null : enterprise }));
}

/** Roles and where they hold, one a row; stands inside a form under the name `grants`. */
export function GrantsField() {
  const { t, say } = useWords();
  const all = useQuery(enterprises).value?.items ?? [];
  const places = [
    { value: everywhere, label: t("account.role-everywhere") },
    ...all.map(({ id, name }) => ({ value: id, label: say(name) })),
  ];
  return (
    <Form.List name="grants">
      {(fields, { add, remove }) => (
        <fieldset className="grants">
          <legend>{t("account.roles")}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="grant">
              <Form.Item name={[name, "role"]} noStyle>
                <Select
                  aria-label={t("admin.role")}
                  options={roles.map((value) => ({ value, label: t(`access.${value}`) }))}
                  style={{ width: 130 }}
                />
              </Form.Item>
              <Form.Item name={[name, "enterprise"]} noStyle>
                <Select aria-label={t("admin.where")} options={places} style={{ width: 230 }} />
              </Form.Item>
              <Button type="text" icon={<DeleteOutlined />} aria-label={t("admin.role-remove")} onClick={() => remove(name)} />
            </div>
          ))}
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => add({ role: "viewer", enterprise: everywhere } satisfies GrantField)}
          >
            {t("admin.role-add")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
