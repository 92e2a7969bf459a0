import { Button, Form, Input, Select } from "antd";
import type { InventoryView } from "../../../../api/contract/inventory-edits.ts";
import { AskFailure } from "../../discovery/ask-failure.tsx";
import { TaskState } from "../../discovery/task-state.tsx";
import { isUnderWay, useTask } from "../../discovery/use-task.ts";
import { sitesOf } from "../../inventory/sites.ts";
import { Panel } from "../../parts/page.tsx";
import { useWords } from "../../words/language.tsx";

interface Fields {
  readonly url: string;
  readonly site: string;
  readonly units?: string;
}

const urlForm = /^(opc\.tcp|modbus|modbus\+tls):\/\/[^/\s]+/;

/** Asks a collector for a look at one address that the person types. */
export function LookPanel({ enterpriseId, view }: { enterpriseId: string; view: InventoryView }) {
  const { t, say } = useWords();
  const sites = sitesOf(view);
  const { task, failure, start, end } = useTask(enterpriseId);
  const [form] = Form.useForm<Fields>();
  const look = ({ url, site, units = "" }: Fields) =>
    start({
      siteId: site,
      work: { kind: "probe", url: url.trim(), ...(units.trim() === "" ? {} : { units: units.trim() }) },
    });
  return (
    <Panel title={t("discovery.ask")} note={t("discovery.ask-note")}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ site: sites[0]?.id }}
        onFinish={(fields) => void look(fields)}
        className="look-form"
      >
        <Form.Item
          name="url"
          label={t("discovery.url")}
          rules={[{ required: true, pattern: urlForm, message: t("discovery.ask-no-address") }]}
        >
          <Input placeholder="modbus://10.1.2.3:502" autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="units" label={t("discovery.units")} rules={[{ pattern: /^\s*\d{1,3}(-\d{1,3})?\s*$/, message: "1-16" }]}>
          <Input placeholder="1-16" autoComplete="off" />
        </Form.Item>
        <Form.Item name="site" label={t("word.site")}>
          <Select options={sites.map(({ id, name }) => ({ value: id, label: say(name) }))} />
        </Form.Item>
        <Form.Item label=" " colon={false}>
          <Button type="primary" htmlType="submit" loading={isUnderWay(task)}>
            {t("discovery.probe")}
          </Button>
        </Form.Item>
      </Form>
      {task !== undefined && <TaskState task={task} onEnd={() => void end()} />}
      <AskFailure error={failure} />
    </Panel>
  );
}
