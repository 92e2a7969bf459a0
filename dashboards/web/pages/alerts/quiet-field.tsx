import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useWords } from "../../words/language.tsx";

const days = [1, 2, 3, 4, 5, 6, 7] as const;
const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Times of the week in which only what is critical is sent. */
export function QuietField() {
  const { t } = useWords();
  const time = [{ required: true, pattern: clockTime, message: t("alert-rule.quiet-form") }];
  return (
    <Form.List name="quiet">
      {(fields, { add, remove }) => (
        <fieldset className="quiet-times">
          <legend>{t("alert-rule.quiet")}</legend>
          <p className="soft rule-note">{t("alert-rule.quiet-how")}</p>
          {fields.map(({ key, name }) => (
            <div key={key} className="quiet-time">
              <Form.Item name={[name, "days"]} noStyle>
                <Select
                  mode="multiple"
                  maxTagCount={3}
                  aria-label={t("alert-rule.quiet-days")}
                  options={days.map((value) => ({ value, label: t(`weekday.${value}`) }))}
                  style={{ width: 260 }}
                />
              </Form.Item>
              <Form.Item name={[name, "from"]} rules={time} noStyle>
                <Input aria-label={t("alert-rule.quiet-from")} style={{ width: 80 }} />
              </Form.Item>
              <Form.Item name={[name, "to"]} rules={time} noStyle>
                <Input aria-label={t("alert-rule.quiet-to")} style={{ width: 80 }} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t("alert-rule.quiet-remove")}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({ days: [...days], from: "22:00", to: "07:00" })}>
            {t("alert-rule.quiet-add")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
