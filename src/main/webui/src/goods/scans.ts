import type { Text } from "../dom";
import { get, put } from "../offline/database";
import { ask, NoNetwork } from "../offline/session";
import { shortCode } from "./code";

// The list of what was scanned. It is on the phone after every scan, so that a hundred packages need not be scanned again
// because the battery was empty.

export type Purpose = "receive" | "sell" | "split" | "repack";

/** The server's verdict; absent until it could be asked. */
export type Check = {
  text: string;
  verdict: string;
  reason: Text;
  code: string | null;
  lot: string | null;
  isLot: boolean;
  material: Text | null;
  netKg: string | null;
  consignment: number | null;
};

export type Scan = {
  text: string;
  /** Tells whether it was scanned before: the code, or the text where there is none of ours in it. */
  key: string;
  at: string;
  check: Check | null;
  /** What could be told of its signature without the server. */
  signature: { valid: boolean; reason: string; on: string | null } | null;
};

export type Session = { purpose: Purpose; scans: Scan[]; duplicates: number };

const MOST = 200;

export class ScanList {
  private session: Session = { purpose: "receive", scans: [], duplicates: 0 };
  private checking = false;

  constructor(
    private readonly account: string,
    private readonly changed: () => void,
  ) {}

  async load(): Promise<void> {
    this.session = (await get<Session>("meta", this.name())) ?? this.session;
  }

  private name(): string {
    return `scans:${this.account}`;
  }

  get purpose(): Purpose {
    return this.session.purpose;
  }

  get scans(): readonly Scan[] {
    return this.session.scans;
  }

  get duplicates(): number {
    return this.session.duplicates;
  }

  get full(): boolean {
    return this.session.scans.length >= MOST;
  }

  /** What the server said may be done with it; what it has not said yet may be tried. */
  usable(): Scan[] {
    return this.session.scans.filter((scan) => scan.check === null || scan.check.verdict === "OK");
  }

  async choose(purpose: Purpose): Promise<void> {
    this.session = { purpose, scans: this.session.scans.map((scan) => ({ ...scan, check: null })), duplicates: 0 };
    await this.keep();
    void this.check();
  }

  /** @returns false if it is in the list already */
  async add(text: string, signature: Scan["signature"]): Promise<boolean> {
    const key = shortCode(text) ?? text.trim();
    if (this.session.scans.some((scan) => scan.key === key)) {
      this.session.duplicates++;
      await this.keep();
      return false;
    }
    this.session.scans.push({ text: text.trim(), key, at: new Date().toISOString(), check: null, signature });
    await this.keep();
    void this.check();
    return true;
  }

  async undo(): Promise<void> {
    this.session.scans.pop();
    await this.keep();
  }

  async remove(key: string): Promise<void> {
    this.session.scans = this.session.scans.filter((scan) => scan.key !== key);
    await this.keep();
  }

  async removeAll(keys: Set<string>): Promise<void> {
    this.session.scans = this.session.scans.filter((scan) => !keys.has(scan.key));
    this.session.duplicates = 0;
    await this.keep();
  }

  private async keep(): Promise<void> {
    await put("meta", this.session, this.name());
    this.changed();
  }

  /** Asks the server about all that it was not asked about; what comes in meanwhile goes into the next request. */
  async check(): Promise<void> {
    if (this.checking) {
      return;
    }
    this.checking = true;
    try {
      for (;;) {
        const open = this.session.scans.filter((scan) => scan.check === null);
        if (open.length === 0) {
          return;
        }
        const purpose = this.session.purpose;
        const answer = await ask("/api/v1/packages/check", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({
            purpose: purpose === "receive" ? "RECEIVE" : "USE",
            texts: open.map((scan) => scan.text),
          }),
        });
        if (!answer.ok) {
          return;
        }
        const checks = (await answer.json()) as Check[];
        if (purpose === this.session.purpose) {
          open.forEach((scan, i) => (scan.check = checks[i] ?? null));
          await this.keep();
        }
      }
    } catch (error) {
      if (!(error instanceof NoNetwork)) {
        console.warn("the scans could not be checked", error);
      }
    } finally {
      this.checking = false;
    }
  }
}
