/** Whether the browser may throw our store away when it needs room, and how full it is. */
export type Storage = { persistent: boolean; usedMb: number; freeMb: number | null; embedded: boolean };

/** Asks to keep the store. Private windows and web views inside other applications say no. */
export async function storage(): Promise<Storage> {
  const embedded = /MicroMessenger|DingTalk|QQ\//i.test(navigator.userAgent);
  if (!navigator.storage) {
    return { persistent: false, usedMb: 0, freeMb: null, embedded };
  }
  const persistent = (await navigator.storage.persisted?.()) || (await navigator.storage.persist?.()) || false;
  const estimate = await navigator.storage.estimate?.();
  const mb = (bytes: number) => Math.round(bytes / 1024 / 1024);
  return {
    persistent,
    usedMb: mb(estimate?.usage ?? 0),
    freeMb: estimate?.quota === undefined ? null : mb(estimate.quota - (estimate.usage ?? 0)),
    embedded,
  };
}
