import type { SecureContext } from 'node:tls';
import type { Logger } from 'pino';
import { type CertificateFiles, listCertificates, readPem } from './certificate-folder.ts';
import { checkCertificate, type UsableCertificate } from './check-certificate.ts';

export interface CertificateStoreOptions {
  readonly folder: string;
  readonly logger: Logger;
  /** Milliseconds between two looks at the folder. */
  readonly lookEveryMs: number;
  readonly now?: () => number;
}

/** How the certificate of a host is, for `/status`. */
export interface CertificateState {
  readonly host: string;
  /** Null when none is shown to clients. */
  readonly expiresAt: string | null;
  readonly fingerprint: string | null;
  /** What is wrong with the files in the folder, or that the one in use has expired. */
  readonly problem: string | null;
}

interface HostCertificate {
  signature: string;
  usable: UsableCertificate | null;
  problem: string | null;
}

/**
 * The certificates of a folder, by host. It looks at the folder again and again: a new certificate serves the next
 * handshake, and one that is no good is told of and leaves the one before it in use.
 */
export class CertificateStore {
  /** Told when the one for clients that name no host is another. */
  onDefaultChanged: () => void = () => {};
  readonly #options: CertificateStoreOptions;
  readonly #now: () => number;
  #hosts = new Map<string, HostCertificate>();
  #folderProblem: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #look: Promise<void> | null = null;

  constructor(options: CertificateStoreOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Reads the folder, and looks again every so often. */
  async start(): Promise<void> {
    await this.look();
    this.#timer = setInterval(() => void this.look(), this.#options.lookEveryMs).unref();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#look;
  }

  /** What a client that names this host is shown: that of the host, else of its domain, else none in particular. */
  contextFor(serverName: string): SecureContext | undefined {
    const name = serverName.toLowerCase().replace(/\.$/, '');
    const own = this.#hosts.get(name)?.usable;
    if (own) return own.context;
    const dot = name.indexOf('.');
    return dot === -1 ? undefined : this.#hosts.get(`*${name.slice(dot)}`)?.usable?.context;
  }

  /** For clients that name no host, or one that has no certificate. */
  get fallback(): UsableCertificate | null {
    return this.#hosts.get('default')?.usable ?? null;
  }

  states(): CertificateState[] {
    const states = [...this.#hosts].map(([host, { usable, problem }]) => ({
      host,
      expiresAt: usable && new Date(usable.expiresAtMs).toISOString(),
      fingerprint: usable?.fingerprint ?? null,
      problem: problem ?? this.#expiry(usable),
    }));
    if (this.#folderProblem === null) return states;
    return [...states, { host: '', expiresAt: null, fingerprint: null, problem: this.#folderProblem }];
  }

  /** Looks at the folder once; one look at a time. */
  look(): Promise<void> {
    this.#look ??= this.#readFolder().finally(() => {
      this.#look = null;
    });
    return this.#look;
  }

  async #readFolder(): Promise<void> {
    const { folder, logger } = this.#options;
    let found: CertificateFiles[];
    try {
      found = await listCertificates(folder);
    } catch (error) {
      const problem = `the folder of certificates cannot be read: ${(error as Error).message}`;
      if (problem !== this.#folderProblem) logger.error({ folder }, problem);
      this.#folderProblem = problem;
      return;
    }
    this.#folderProblem = null;
    const before = this.fallback;
    const hosts = new Map<string, HostCertificate>();
    for (const files of found) hosts.set(files.host, await this.#readHost(files));
    for (const host of this.#hosts.keys()) {
      if (!hosts.has(host)) logger.info({ host }, 'a certificate is gone, and no longer shown');
    }
    this.#hosts = hosts;
    if (this.fallback !== before) this.onDefaultChanged();
  }

  async #readHost({ host, certFile, keyFile, signature }: CertificateFiles): Promise<HostCertificate> {
    const known = this.#hosts.get(host);
    const isSame = known?.signature === signature;
    if (isSame && known.problem === null) return known;
    const { logger } = this.#options;
    try {
      const usable = checkCertificate(host, await readPem(certFile), await readPem(keyFile), this.#now());
      logger.info({ host, expiresAt: new Date(usable.expiresAtMs).toISOString() }, 'a certificate is in use');
      return { signature, usable, problem: null };
    } catch (error) {
      const problem = `this certificate is not used: ${(error as Error).message}`;
      const usable = known?.usable ?? null;
      if (!isSame || problem !== known.problem)
        logger.error({ host, isOldOneInUse: usable !== null }, problem);
      return { signature, usable, problem };
    }
  }

  #expiry(usable: UsableCertificate | null): string | null {
    return usable && usable.expiresAtMs <= this.#now() ? 'the certificate in use has expired' : null;
  }
}
