import { get, put } from "./database";

// Who is signed in, as the server said last, and how wrong this phone's clock is.

export type Session = { account: string; name: string; role: string; merchant?: string | null };
export type Clock = { offsetMs: number; measuredAt: string };

export class NoNetwork extends Error {}
export class SignInNeeded extends Error {}

const PATIENCE_MS = 15_000;

/** A request to our own server; never a redirect to a sign-in page, never from a cache. */
export async function ask(path: string, init: RequestInit = {}, patienceMs = PATIENCE_MS): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    return await fetch(path, {
      cache: "no-store",
      credentials: "same-origin",
      ...init,
      headers: { Accept: "application/json", ...init.headers },
      signal: patience.signal,
    });
  } catch (cause) {
    throw new NoNetwork(String(cause));
  } finally {
    clearTimeout(timer);
  }
}

export async function askJson<T>(path: string): Promise<T> {
  const answer = await ask(path);
  if (answer.status === 401) {
    throw new SignInNeeded();
  }
  if (!answer.ok) {
    throw new NoNetwork(`${path}: ${answer.status}`);
  }
  try {
    return (await answer.json()) as T;
  } catch (cause) {
    throw new NoNetwork(String(cause));
  }
}

/** Asks the server who is signed in, and remembers it together with the clock's error. */
export async function refresh(): Promise<Session> {
  const before = Date.now();
  const answer = await askJson<Session & { serverTime: string }>("/api/v1/session");
  const after = Date.now();
  const clock: Clock = {
    offsetMs: Math.round(Date.parse(answer.serverTime) - (before + after) / 2),
    measuredAt: new Date(after).toISOString(),
  };
  const session: Session = { account: answer.account, name: answer.name, role: answer.role, merchant: answer.merchant };
  await put("meta", session, "session");
  await put("meta", clock, "clock");
  return session;
}

/** Who was signed in when the phone last met the server; work goes on in that name without a network. */
export function remembered(): Promise<Session | undefined> {
  return get<Session>("meta", "session");
}

export async function clockOffset(): Promise<number | null> {
  return (await get<Clock>("meta", "clock"))?.offsetMs ?? null;
}
