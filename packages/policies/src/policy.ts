import type { Environment } from '@tollgate/domain/environment';
import type { GatewayProblemCode } from '@tollgate/domain/problem-codes';
import type { z } from 'zod';

/**
 * When a policy runs: `access` before anything is known of the caller, `authenticate` to learn who calls,
 * `request` after admission. Order is phase, then the order in the API version's list.
 */
export type PolicyPhase = 'access' | 'authenticate' | 'request';

/** What a policy is and how it is configured; isomorphic, so the console draws its form from it. */
export interface PolicySchema<Config> {
  readonly id: string;
  readonly phase: PolicyPhase;
  readonly title: string;
  readonly summary: string;
  /** What happens when something the policy depends on is down. */
  readonly onDependencyDown: 'fail_open' | 'fail_closed' | 'has_no_dependency';
  readonly config: z.ZodType<Config>;
  /** Addresses that the gateway will call because of a configuration, each with the setting it stands in. */
  readonly addresses?: (config: Config) => readonly PolicyAddress[];
}

/** An address that a policy calls: checked when it is saved, and guarded when it is called. */
export interface PolicyAddress {
  readonly field: string;
  readonly url: string;
}

/** The light view of a request that built-in policies see; it knows nothing of the HTTP codec. */
export interface PolicyRequest {
  readonly method: string;
  /** The canonical path, as it was matched and will be forwarded. */
  readonly path: string;
  readonly tenantId: string;
  readonly clientAddress: string;
  readonly nowMs: number;
  /** Methods the matched path answers to; more than the request's own when it is an OPTIONS request. */
  readonly allowedMethods: readonly string[];
  /** Every value of a header in the order received; the name in lower case. */
  headerValues(name: string): readonly string[];
}

/** Who calls, as an authenticating policy found out. */
export interface Principal {
  /** Id of the credential; empty when it is none of ours, as a token of another issuer. */
  readonly keyId: string;
  readonly appId: string;
  readonly environment: Environment;
  /** Headers that carried the credential, lower case: never forwarded. */
  readonly credentialHeaders: readonly string[];
}

/** Names and values in turn. */
export type HeaderPairs = readonly string[];

export interface Continue {
  readonly kind: 'continue';
  readonly principal?: Principal;
  readonly responseHeaders?: HeaderPairs;
}

export interface Reject {
  readonly kind: 'reject';
  readonly problem: GatewayProblemCode;
  /** Public: what happened and what to do. */
  readonly detail: string;
  readonly headers?: HeaderPairs;
  /**
   * Of an authenticating policy that leaves the request to the next one: `absent` when no credential was sent,
   * `foreign` when one was sent that is another method's. A credential of its own, good or bad, it decides.
   */
  readonly credential?: 'absent' | 'foreign';
}

/** A complete answer without a body that is no error, such as that to a CORS preflight. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: HeaderPairs;
}

export type Decision = Continue | Reject | Answer;

/** A policy at work. A throw is a bug: the engine answers 500 and never admits. */
export type PolicyHandler<Config> = (request: PolicyRequest, config: Config) => Decision | Promise<Decision>;

/** The decision that changes nothing. */
export const CONTINUE: Continue = Object.freeze({ kind: 'continue' });
