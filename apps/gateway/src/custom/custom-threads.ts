import type { CustomCall, CustomLimits, CustomModules, CustomResult } from '@tollgate/policies/custom/port';
import type { Logger } from 'pino';
import { CustomThread } from './custom-thread.ts';
import { type FoundModule, findModule } from './find-module.ts';

export interface CustomThreadsOptions {
  /** Null turns custom policies off. */
  readonly folder: string | null;
  readonly logger: Logger;
}

/** A module that does not work, and why. */
export interface ModuleProblem {
  /** Null when it works for nobody. */
  readonly tenantId: string | null;
  readonly module: string;
  readonly problem: string;
}

const MOST_THREADS = 32;
const IDLE_MS = 60_000;
const LONGEST_PAUSE_MS = 5000;

interface Post {
  thread: CustomThread | null;
  signature: string;
  /** How often it ended since it last answered. */
  ends: number;
  /** A module that keeps ending is not started again before. */
  startableAtMs: number;
  endReason: string;
}

/** Threads of custom policies: one for each module of each tenant that uses it, started when it is first needed. */
export class CustomThreads implements CustomModules {
  readonly #options: CustomThreadsOptions;
  readonly #found = new Map<string, FoundModule>();
  readonly #posts = new Map<string, Post>();
  readonly #problems = new Map<string, ModuleProblem>();
  readonly #reaper: NodeJS.Timeout;
  #isClosed = false;

  constructor(options: CustomThreadsOptions) {
    this.#options = options;
    this.#reaper = setInterval(() => this.#reap(), IDLE_MS / 4).unref();
  }

  /** Throws with the reason when a module may not be used; whether it loads is tried besides. */
  require(module: string): void {
    const found = findModule(this.#options.folder, module);
    if (this.#found.get(module)?.signature === found.signature) return;
    this.#found.set(module, found);
    for (const [name, one] of this.#problems) if (one.module === module) this.#problems.delete(name);
    for (const [name, post] of this.#posts) if (name.endsWith(` ${module}`)) post.thread?.end('it changed');
    void this.#tryToLoad(module, found);
  }

  /** Modules that do not work since they were last tried. */
  problems(): ModuleProblem[] {
    return [...this.#problems.values()];
  }

  async run(tenantId: string, module: string, call: CustomCall, limits: CustomLimits): Promise<CustomResult> {
    const found = this.#found.get(module);
    if (!found || this.#isClosed) return { kind: 'failed', reason: 'it is not there' };
    const name = `${tenantId} ${module}`;
    const post = this.#postOf(name, found.signature);
    if (!post.thread && performance.now() < post.startableAtMs)
      return { kind: 'failed', reason: post.endReason };
    post.thread ??= this.#start(tenantId, module, found, post);
    if (!post.thread) return { kind: 'failed', reason: 'too many modules are at work' };
    const { thread } = post;
    const result = await thread.run(call, limits);
    if (result.kind !== 'failed') {
      post.ends = 0;
      this.#problems.delete(name);
    } else if (post.thread) {
      // What it threw may tell of a request, and is for the log alone.
      this.#tell(tenantId, module, 'its last call failed: the log of the gateway says how');
    }
    return result;
  }

  #tell(tenantId: string | null, module: string, problem: string): void {
    this.#problems.set(`${tenantId ?? ''} ${module}`, { tenantId, module, problem });
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#reaper);
    for (const { thread } of this.#posts.values()) thread?.end('the gateway ends');
  }

  #postOf(name: string, signature: string): Post {
    let post = this.#posts.get(name);
    if (post?.signature !== signature) {
      post = { thread: null, signature, ends: 0, startableAtMs: 0, endReason: '' };
      this.#posts.set(name, post);
    }
    return post;
  }

  #start(tenantId: string, module: string, { path }: FoundModule, post: Post): CustomThread | null {
    if (!this.#makeRoom()) return null;
    const { logger } = this.#options;
    return new CustomThread({
      path,
      onEnd: (reason, detail) => {
        post.thread = null;
        post.endReason = reason;
        if (EXPECTED.has(reason)) return;
        post.ends++;
        post.startableAtMs = performance.now() + Math.min(LONGEST_PAUSE_MS, 25 * 2 ** post.ends);
        this.#tell(tenantId, module, reason);
        logger.warn({ module, reason, detail }, 'a custom policy was ended');
      },
      onOutput: (text) => logger.info({ module, text }, 'a custom policy says'),
    });
  }

  #makeRoom(): boolean {
    const running = [...this.#posts.values()].flatMap(({ thread }) => thread ?? []);
    if (running.length < MOST_THREADS) return true;
    const idle = running.filter(({ isBusy }) => !isBusy).sort((a, b) => a.lastUsedAtMs - b.lastUsedAtMs)[0];
    idle?.end(IDLE);
    return idle !== undefined;
  }

  #reap(): void {
    const now = performance.now();
    for (const [name, post] of this.#posts) {
      if (!post.thread && now > post.startableAtMs) this.#posts.delete(name);
      else if (post.thread && !post.thread.isBusy && now - post.thread.lastUsedAtMs > IDLE_MS)
        post.thread.end(IDLE);
    }
  }

  // What is wrong with a module shows before the first request meets it.
  async #tryToLoad(module: string, { path }: FoundModule): Promise<void> {
    const thread = new CustomThread({ path, onEnd: () => {}, onOutput: () => {} });
    const reason = await thread.ready;
    thread.end(IDLE);
    if (reason === null) return;
    this.#tell(null, module, reason);
    this.#options.logger.warn({ module, reason }, 'a custom policy cannot be loaded');
  }
}

const IDLE = 'it was idle';
const EXPECTED: ReadonlySet<string> = new Set([IDLE, 'it changed', 'the gateway ends']);
