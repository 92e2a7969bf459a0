import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Select } from "antd";
import { type Grant, roles } from "../../../../model/access.ts";
import { enterprise, enterprises } from "../../data/resources.ts";
import { useQueries, useQuery } from "../../data/use-query.ts";
import { useWords } from "../../words/language.tsx";

const everywhere = "";

/** A grant as the form holds it; `place` is an enterprise, `enterprise/site`, or empty for everywhere. */
export interface GrantField {
  readonly role: Grant["role"];
  readonly place: string;
}

export function toFields(grants: readonly Grant[]): GrantField[] {
  return grants.map(({ role, enterpriseId, siteId }) => ({
    role,
    place: [enterpriseId, siteId].filter((part) => part !== null && part !== undefined).join("/"),
  }));
}

export function toGrants(fields: readonly GrantField[] | undefined): Grant[] {
  return (fields ?? []).map(({ role, place }) => {
    const [enterpriseId = "", siteId] = place.split("/");
    if (enterpriseId === "") return { role, enterpriseId: null };
    return siteId === undefined ? { role, enterpriseId } : { role, enterpriseId, siteId };
  });
}

/** Roles and where they hold, one a row; stands inside a form under the name `grants`. */
export function GrantsField() {
  const { t, say } = useWords();
  const all = useQuery(enterprises).value?.items ?? [];
  const details = useQueries(all.map(({ id }) => enterprise(id))).flatMap(({ value }) => value ?? []);
  const places = [
    { value: everywhere, label: t("account.role-everywhere") },
    ...details.flatMap(({ id, name, sites }) => [
      { value: id, label: say(name) },
      ...sites.map((site) => ({ value: `${id}/${site.id}`, label: `${say(name)} · ${say(site.name)}` })),
    ]),
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
              <Form.Item name={[name, "place"]} noStyle>
                <Select
                  aria-label={t("admin.where")}
                  options={places}
                  showSearch={{ optionFilterProp: "label" }}
                  style={{ width: 230 }}
                />
              </Form.Item>
              <Button type="text" icon={<DeleteOutlined />} aria-label={t("admin.role-remove")} onClick={() => remove(name)} />
            </div>
          ))}
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => add({ role: "viewer", place: everywhere } satisfies GrantField)}
          >
            {t("admin.role-add")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
