import { Problem } from "../../model/problem.ts";
import type { MetricStore } from "../../store/metrics/port.ts";

interface Renewal {
  readonly readPassword: () => Promise<string>;
  readonly open: (password: string) => Promise<MetricStore>;
}

/**
 * A metric store on a server whose password stands in a file: a password that was changed in both places is taken up without a new start of
 * the centre. Where the server denies a call, the file is read again, and the call made once more if its text is another.
 * @throws Problem as `open` and `readPassword` do
 */
export async function openWithPasswordRenewal(renewal: Renewal): Promise<MetricStore> {
  let password = await renewal.readPassword();
  let store = await renewal.open(password);
  let renewing: Promise<boolean> | undefined;

  const renew = async (): Promise<boolean> => {
    const written = await renewal.readPassword();
    if (written === password) return false;
    await store.close();
    store = await renewal.open(written);
    password = written;
    return true;
  };
  const withRenewal = async <T>(call: (store: MetricStore) => Promise<T>): Promise<T> => {
    const used = store;
    try {
      return await call(used);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "store-denied") throw error;
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      if ((await renewing) || store !== used) return call(store);
      throw error;
    }
  };

  return {
    write: (points) => withRenewal((open) => open.write(points)),
    query: (query) => withRenewal((open) => open.query(query)),
    last: (query) => withRenewal((open) => open.last(query)),
    check: () => withRenewal((open) => open.check()),
    maintain: (now) => withRenewal((open) => open.maintain(now)),
    close: () => store.close(),
  };
}
