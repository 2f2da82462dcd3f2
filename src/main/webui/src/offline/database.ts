// The phone's own store. Everything that must survive a dead battery goes through `write`, whose promise is kept only
// after the disk has it. Inside a transaction nothing else may be awaited, so work is done in callbacks.

export type Store = "drafts" | "photos" | "outbox" | "meta" | "merchants";

const NAME = "herbtrust-offline";
const VERSION = 1;

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore("drafts", { keyPath: "id" });
      // Two equal photos in two places are legal: the key is the place.
      database.createObjectStore("photos", { keyPath: ["record", "slot"] });
      database.createObjectStore("outbox", { keyPath: "id" });
      database.createObjectStore("meta");
      database.createObjectStore("merchants", { keyPath: "id" });
    };
    request.onsuccess = () => {
      // A newer page in another tab wants to upgrade: let it.
      request.result.onversionchange = () => {
        request.result.close();
        opened = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => {
      opened = undefined;
      reject(request.error ?? new Error("the phone's store cannot be opened"));
    };
  });
  return opened;
}

/** One transaction, on disk when the promise is kept. If the work throws, nothing of it was done. */
export async function write(stores: Store[], work: (transaction: IDBTransaction) => void): Promise<void> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
    let thrown: unknown;
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(thrown ?? transaction.error ?? new Error("the phone's store refused"));
    try {
      work(transaction);
    } catch (error) {
      thrown = error;
      transaction.abort();
    }
  });
}

async function read<T>(store: Store, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const request = ask(database.transaction(store, "readonly").objectStore(store));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the phone's store cannot be read"));
  });
}

export function get<T>(store: Store, key: IDBValidKey): Promise<T | undefined> {
  return read(store, (s) => s.get(key) as IDBRequest<T | undefined>);
}

export function all<T>(store: Store, range?: IDBKeyRange): Promise<T[]> {
  return read(store, (s) => s.getAll(range) as IDBRequest<T[]>);
}

export function count(store: Store): Promise<number> {
  return read(store, (s) => s.count());
}

export function put(store: Store, value: unknown, key?: IDBValidKey): Promise<void> {
  return write([store], (transaction) => void transaction.objectStore(store).put(value, key));
}

/** All keys that begin with the record's id. */
export function photosOf(record: string): IDBKeyRange {
  return IDBKeyRange.bound([record], [record, []]);
}
