import { App, Button, Form, Input, Select } from "antd";
import type { IncidentView } from "../../../../api/contract/incidents.ts";
import { type IncidentGrade, type IncidentText, incidentGrades } from "../../../../model/incident.ts";
import { send } from "../../data/api-client.ts";
import { pageClock } from "../../data/clock.ts";
import { incident as incidentResource, refreshIncidents } from "../../data/incident-resources.ts";
import { localMinute } from "../../format/local-minute.ts";
import { useAct } from "../../parts/use-act.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { editOf } from "./edit-of.ts";

type Fields = Readonly<Record<IncidentText, string>> & {
  readonly discoveredAt: string;
  readonly handledAt: string;
  readonly grade: IncidentGrade | "";
};

const long = ["summary", "impact", "cause", "measures", "next"] as const;

export function IncidentForm({ incident }: { incident: IncidentView }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const [form] = Form.useForm<Fields>();
  const allowed = may(useSession(), "incident", incident.enterpriseId);
  const save = ({ discoveredAt, handledAt, grade, ...texts }: Fields) =>
    act(async () => {
      const times = { discoveredAt: instantOf(discoveredAt), handledAt: handledAt === "" ? null : instantOf(handledAt) };
      const edit = { ...editOf(incident), ...texts, ...times, grade: grade === "" ? null : grade };
      await send("PUT", incidentResource(incident.enterpriseId, incident.id), edit);
      refreshIncidents();
      message.success(t("incident.saved"));
    });
  const latest = localMinute(pageClock.now());
  return (
    <Form
      form={form}
      layout="vertical"
      disabled={!allowed}
      initialValues={fieldsOf(incident)}
      onFinish={(fields) => void save(fields)}
    >
      <Form.Item
        name="title"
        label={t("incident.title")}
        rules={[{ required: true, whitespace: true, message: t("incident.title-missing") }]}
      >
        <Input maxLength={300} />
      </Form.Item>
      <div className="incident-times">
        <Form.Item
          name="discoveredAt"
          label={t("incident.discovered")}
          rules={[{ required: true, message: t("incident.discovered-missing") }]}
        >
          <Input type="datetime-local" max={latest} />
        </Form.Item>
        <Form.Item name="handledAt" label={t("incident.handled")}>
          <Input type="datetime-local" max={latest} />
        </Form.Item>
        <Form.Item name="grade" label={t("incident.grade")}>
          <Select
            options={[
              { value: "", label: t("incident.grade-none") },
              ...incidentGrades.map((grade) => ({ value: grade, label: t(`incident.grade-${grade}`) })),
            ]}
          />
        </Form.Item>
      </div>
      {long.map((field) => (
        <Form.Item key={field} name={field} label={t(`incident.${field}`)}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 14 }} maxLength={8000} />
        </Form.Item>
      ))}
      <Form.Item name="contact" label={t("incident.contact")}>
        <Input maxLength={500} />
      </Form.Item>
      {allowed && (
        <Button type="primary" htmlType="submit" loading={busy}>
          {t("incident.save")}
        </Button>
      )}
    </Form>
  );
}

function instantOf(local: string): string {
  return new Date(local).toISOString();
}

function fieldsOf(incident: IncidentView): Fields {
  const { title, summary, impact, cause, measures, next, contact, discoveredAt, handledAt, grade } = incident;
  return {
    ...{ title, summary, impact, cause, measures, next, contact },
    discoveredAt: localMinute(Date.parse(discoveredAt)),
    handledAt: handledAt === null ? "" : localMinute(Date.parse(handledAt)),
    grade: grade ?? "",
  };
}
