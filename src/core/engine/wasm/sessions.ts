import type { EngineHost } from './host';
import type { Size } from './layout';
import { Memory } from './memory';
import { Session } from './session';

/** Sizes whose threads are kept: those of training and validation, and one besides. */
const MOST = 3;

/** The sessions of the sizes used last. They take turns, so one memory serves them all. */
export class Sessions {
  readonly memory: Memory;
  /** The last used comes last. */
  private readonly kept = new Map<string, Session>();

  constructor(private readonly host: Pick<EngineHost, 'module' | 'spawn'>) {
    this.memory = new Memory(host.spawn !== undefined);
  }

  /** Returns the session for this size, kept or new. */
  of(size: Size): Session {
    const key = JSON.stringify(size);
    const session = this.kept.get(key) ?? new Session(this.host, this.memory, size);
    this.kept.delete(key);
    this.kept.set(key, session);
    if (this.kept.size > MOST) void this.drop(this.kept.values().next().value!);
    return session;
  }

  /** Closes a session, and keeps it no longer. */
  async drop(session: Session): Promise<void> {
    this.kept.delete(JSON.stringify(session.size));
    await session.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.kept.values()].map((session) => this.drop(session)));
  }
}
