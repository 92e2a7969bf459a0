import { useCallback, useEffect, useRef, useState } from "react";
import type { TaskCreate, TaskView } from "../../../api/contract/discovery.ts";
import { change, read, send } from "../data/api-client.ts";
import { discoveryTask, postTask, refreshDiscovery } from "../data/discovery-resources.ts";

const lookEveryMs = 700;

export function isUnderWay(task: Pick<TaskView, "state"> | undefined): boolean {
  return task?.state === "waiting" || task?.state === "running";
}

/**
 * Gives a collector a task and follows it. `ended` is called once with how it ended; a task that nobody looks at any more (a preview
 * whose page was left) is ended where `endsWithPage` says so.
 */
export function useTask(
  enterpriseId: string,
  { endsWithPage = false, onEnd }: { endsWithPage?: boolean; onEnd?: () => void } = {},
) {
  const [task, setTask] = useState<TaskView>();
  const [failure, setFailure] = useState<unknown>();
  const ended = useRef(onEnd);
  ended.current = onEnd;
  const id = isUnderWay(task) ? task?.id : undefined;

  useEffect(() => {
    if (id === undefined) return;
    let left = false;
    const look = async (): Promise<void> => {
      try {
        const { value } = await read(discoveryTask(id));
        if (left) return;
        setTask(value);
        if (isUnderWay(value)) return;
        refreshDiscovery();
        ended.current?.();
      } catch (error) {
        if (!left) setFailure(error);
      }
    };
    const timer = setInterval(() => void look(), lookEveryMs);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [id]);

  const end = useCallback(async (): Promise<void> => {
    if (id === undefined) return;
    try {
      setTask(await send("DELETE", discoveryTask(id)));
    } catch (error) {
      setFailure(error);
    }
    refreshDiscovery();
  }, [id]);

  useEffect(() => {
    if (!endsWithPage || id === undefined) return;
    return () => void change("DELETE", discoveryTask(id).path).catch(() => undefined);
  }, [endsWithPage, id]);

  const start = async (create: TaskCreate): Promise<void> => {
    setFailure(undefined);
    try {
      setTask(await send("POST", postTask(enterpriseId), create));
    } catch (error) {
      setFailure(error);
    }
    refreshDiscovery();
  };
  return { task, failure, start, end };
}
