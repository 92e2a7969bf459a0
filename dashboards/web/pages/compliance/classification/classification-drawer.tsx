import { App, Button, Checkbox, Drawer, Form, Input, Select } from "antd";
import { useId, useState } from "react";
import { type ClassificationView, classificationViewSchema } from "../../../../../api/contract/classification.ts";
import { paths } from "../../../../../api/contract/paths.ts";
import { classificationDates } from "../../../../../model/classification.ts";
import { Problem } from "../../../../../model/problem.ts";
import { localDay } from "../../../claims/draft.ts";
import { Failure } from "../../../claims/failure.tsx";
import { refreshClaims } from "../../../claims/refresh-claims.ts";
import { read, send } from "../../../data/api-client.ts";
import { pageClock } from "../../../data/clock.ts";
import { classification } from "../../../data/compliance-resources.ts";
import { fill } from "../../../data/fill-path.ts";
import { useWords } from "../../../words/language.tsx";
import { type ClassificationFacts, dayStart, editOf, factDifferences, factOf, factors } from "./classification-draft.ts";
import { FactValue } from "./fact-value.tsx";

const leastReason = 5;
const levels = [2, 3, 4] as const;

/** Where the facts behind type and grade are stated, with the reason why they change. */
export function ClassificationDrawer({ open, view, onClose }: { open: boolean; view: ClassificationView; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Drawer open={open} onClose={onClose} size={640} destroyOnHidden title={t("class.facts")}>
      <FactsForm view={view} onClose={onClose} />
    </Drawer>
  );
}

function FactsForm({ view, onClose }: { view: ClassificationView; onClose: () => void }) {
  const { t } = useWords();
  const form = useFactsForm(view, onClose);
  return (
    <Form layout="vertical" requiredMark={false} onFinish={() => void form.submit()}>
      {form.stale !== undefined && <StaleFacts mine={form.facts} current={form.stale} />}
      <p className="dialog-what">{t("class.factors-what")}</p>
      <Factors facts={form.facts} change={form.change} />
      <Days facts={form.facts} change={form.change} />
      <Others facts={form.facts} change={form.change} />
      <Reason form={form} />
      {form.failure !== undefined && <Failure error={form.failure} />}
      <div className="drawer-actions">
        <Button type="primary" htmlType="submit" loading={form.busy}>
          {t(form.stale === undefined ? "act.save" : "claim.send-mine")}
        </Button>
        <Button onClick={onClose}>{t("act.cancel")}</Button>
      </div>
    </Form>
  );
}

/** The statement being written; what is written survives a stale edit. */
function useFactsForm(view: ClassificationView, onDone: () => void) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [facts, setFacts] = useState(view.facts);
  const [version, setVersion] = useState(view.version);
  const [stale, setStale] = useState<ClassificationView>();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const short = reason.trim().length < leastReason;
  const submit = async () => {
    setTried(true);
    if (short) return;
    setBusy(true);
    setFailure(undefined);
    const path = fill(paths.classification, { enterprise: view.enterpriseId });
    try {
      await send("PUT", { path, schema: classificationViewSchema }, editOf(facts, version, reason));
      message.success(t("class.saved"));
      onDone();
    } catch (error) {
      if (error instanceof Problem && error.code === "stale-edit") {
        const current = (await read(classification(view.enterpriseId))).value;
        setStale(current);
        setVersion(current.version);
      } else setFailure(error);
    } finally {
      setBusy(false);
      refreshClaims();
    }
  };
  const change = (what: Partial<ClassificationFacts>) => setFacts((now) => ({ ...now, ...what }));
  return { facts, change, stale, reason, setReason, short: tried && short, busy, failure, submit };
}

/** What somebody else stated meanwhile, beside what is written here. */
function StaleFacts({ mine, current }: { mine: ClassificationFacts; current: ClassificationView }) {
  const { t } = useWords();
  return (
    <section className="stale" role="alert">
      <strong>{t("claim.stale", { by: current.by ?? "" })}</strong>
      <p>{t("claim.stale-next")}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("claim.stale-field")}</th>
            <th scope="col">{t("claim.stale-mine")}</th>
            <th scope="col">{t("claim.stale-theirs")}</th>
          </tr>
        </thead>
        <tbody>
          {factDifferences(mine, current.facts).map((field) => (
            <tr key={field} className="stale-differs">
              <th scope="row">{t(`class.${field}`)}</th>
              <td>
                <FactValue facts={mine} field={field} />
              </td>
              <td>
                <FactValue facts={current.facts} field={field} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface Part {
  readonly facts: ClassificationFacts;
  readonly change: (what: Partial<ClassificationFacts>) => void;
}

function Factors({ facts, change }: Part) {
  const { t } = useWords();
  const id = useId();
  return factors.map((factor) => (
    <Form.Item key={factor} label={t(`class.factors.${factor}`)} htmlFor={`${id}${factor}`}>
      <Input.TextArea
        id={`${id}${factor}`}
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={2000}
        value={facts.factors[factor]}
        onChange={(event) => change({ factors: { ...facts.factors, [factor]: event.target.value } })}
      />
    </Form.Item>
  ));
}

function Days({ facts, change }: Part) {
  const { t } = useWords();
  const id = useId();
  const today = localDay(pageClock.now());
  return (
    <div className="claim-dates">
      {classificationDates.map((date) => (
        <Form.Item key={date} label={t(`class.${date}`)} htmlFor={`${id}${date}`}>
          <Input
            id={`${id}${date}`}
            type="date"
            max={today}
            value={String(factOf(facts, date) ?? "")}
            onChange={(event) => change({ [date]: dayStart(event.target.value) })}
          />
        </Form.Item>
      ))}
    </div>
  );
}

function Others({ facts, change }: Part) {
  const { t } = useWords();
  const id = useId();
  return (
    <>
      <div className="claim-dates">
        <Form.Item label={t("class.registrationNo")} htmlFor={`${id}no`}>
          <Input
            id={`${id}no`}
            maxLength={100}
            value={facts.registrationNo}
            onChange={(event) => change({ registrationNo: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t("class.protectionLevel")} htmlFor={`${id}level`}>
          <Select
            id={`${id}level`}
            value={facts.protectionLevel ?? 0}
            options={[
              { value: 0, label: t("class.level-none") },
              ...levels.map((level) => ({ value: level, label: t(`class.level-${level}`) })),
            ]}
            onChange={(level: number) => change({ protectionLevel: levels.find((one) => one === level) ?? null })}
          />
        </Form.Item>
      </div>
      <Form.Item>
        <Checkbox
          checked={facts.criticalInfrastructure}
          onChange={(event) => change({ criticalInfrastructure: event.target.checked })}
        >
          {t("class.criticalInfrastructure")}
        </Checkbox>
        <Checkbox checked={facts.importantData} onChange={(event) => change({ importantData: event.target.checked })}>
          {t("class.importantData")}
        </Checkbox>
      </Form.Item>
    </>
  );
}

function Reason({ form: { reason, setReason, short } }: { form: ReturnType<typeof useFactsForm> }) {
  const { t } = useWords();
  const id = useId();
  return (
    <Form.Item
      label={t("class.reason")}
      htmlFor={id}
      extra={t("class.reason-hint")}
      {...(short
        ? ({ validateStatus: "error", help: <span role="alert">{t("finding.waive-reason-short")}</span> } as const)
        : {})}
    >
      <Input.TextArea id={id} rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Form.Item>
  );
}
