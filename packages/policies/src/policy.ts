import type { Environment } from '@tollgate/domain/environment';
import type { NamedSchemas, OperationDescription } from '@tollgate/domain/operation-description';
import type { GatewayProblemCode } from '@tollgate/domain/problem-codes';
import type { z } from 'zod';

/**
 * When a policy runs: `access` before anything is known of the caller, `authenticate` to learn who calls,
 * `request` after admission, `cache` around the upstream, `response` when there is an answer, `encode` as it leaves. Order
 * is phase, then level, the widest first, then the order in the level's list.
 */
export type PolicyPhase = 'access' | 'authenticate' | 'request' | 'cache' | 'response' | 'encode';

/** What a policy is and how it is configured; isomorphic, so the console draws its form from it. */
export interface PolicySchema<Config> {
  readonly id: string;
  readonly phase: PolicyPhase;
  /** The phase of one configuration, where it differs from `phase`. */
  readonly phaseOf?: (config: Config) => PolicyPhase;
  /** How many bytes of a body a configuration needs whole before it runs: the request's, or in phase `response` the answer's. */
  readonly bodyBytes?: (config: Config) => number;
  /** Whether it holds requests to the description of the API, which the gateway is then told. */
  readonly needsDescription?: true;
  /** Whether it answers from the examples of the API's description, which the gateway is then told. */
  readonly needsAnswers?: true;
  /** Whether one level may set it several times for the same phase. */
  readonly mayRepeat?: true;
  /** Whether a configuration sees bodies of text too, such as forms and XML; all others see JSON only. */
  readonly readsText?: (config: Config) => boolean;
  /** Of a policy that also runs in phase `response`: the most bytes of an answer of any type that is held for it; 0 when it does not run there. */
  readonly answerBytes?: (config: Config) => number;
  /** Modules of the gateway's operator that a configuration needs. */
  readonly modules?: (config: Config) => readonly string[];
  readonly title: string;
  readonly summary: string;
  /** What happens when something the policy depends on is down. */
  readonly onDependencyDown: 'fail_open' | 'fail_closed' | 'has_no_dependency';
  readonly config: z.ZodType<Config>;
  /** Of an authenticating policy: headers only it reads credentials from, lower case. No method of the route forwards them. */
  readonly credentialHeaders?: readonly string[];
  /** Whether a configuration leaves the credential to the upstream. */
  readonly forwardsCredential?: (config: Config) => boolean;
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
  /** The request target as it was received. */
  readonly target: string;
  /** The canonical path, as it was matched and will be forwarded. */
  readonly path: string;
  /** The path below the API version's base path; empty, or beginning with a slash. */
  readonly rest: string;
  /** With its question mark; empty when there is none. */
  readonly query: string;
  /** Headers as they will be forwarded but for ours, names in lower case. */
  readonly headers: HeaderPairs;
  /** False when the request has no body. */
  readonly hasBody: boolean;
  /** The body's length as the caller declared it; null when it did not, or there is none. */
  readonly declaredBytes: number | null;
  /** The whole body, for policies that asked for it by `bodyBytes`; else null. */
  readonly body: Uint8Array | null;
  /** The operation as the API's description has it; null unless a policy of the version needs it. */
  readonly operation: DescribedOperation | null;
  /** Examples of what the operation answers; null unless a policy of the version needs them. */
  readonly answers: readonly PreparedAnswer[] | null;
  readonly apiVersionId: string;
  /** Id of the operation; empty while none is known, or in phase `access`. */
  readonly operationId: string;
  readonly requestId: string;
  /** Who calls; null before phase `request`. */
  readonly caller: Caller | null;
  readonly tenantId: string;
  readonly clientAddress: string;
  /** What the caller showed when it connected; null when nothing. */
  readonly clientCertificate: ClientCertificate | null;
  readonly nowMs: number;
  /** Methods the matched path answers to; more than the request's own when it is an OPTIONS request. */
  readonly allowedMethods: readonly string[];
  /** Every value of a header in the order received; the name in lower case. */
  headerValues(name: string): readonly string[];
}

/** A certificate whose key the caller has proved to hold. */
export interface ClientCertificate {
  /** SHA-256, lower-case hex. */
  readonly fingerprint: string;
  readonly validFromMs: number;
  readonly validToMs: number;
}

/** An operation with all that its description says of requests. */
export interface DescribedOperation {
  /** Path template below the base path. */
  readonly template: string;
  readonly description: OperationDescription;
  /** The same object for all operations of a version. */
  readonly schemas: NamedSchemas;
}

/** An answer that the API's description gives examples of, ready to be sent. */
export interface PreparedAnswer {
  /** A code, a class such as `4XX`, or `default`. */
  readonly status: string;
  readonly headers: HeaderPairs;
  /** In the order of the description; `name` is empty for one that has none. */
  readonly bodies: readonly {
    readonly mediaType: string;
    readonly name: string;
    readonly bytes: Uint8Array;
  }[];
}

/** Who calls, once admitted. */
export interface Caller {
  readonly appId: string;
  readonly keyId: string;
  readonly subscriptionId: string;
  readonly planId: string;
  readonly environment: Environment;
  readonly credentialHeaders: readonly string[];
  readonly bodyDigests?: readonly BodyDigest[];
}

/** A digest that the whole body must have. */
export interface BodyDigest {
  readonly algorithm: 'sha256' | 'sha512';
  readonly digest: Uint8Array;
}

/** Who calls, as an authenticating policy found out. */
export interface Principal {
  /** Id of the credential; empty when it is none of ours, as a token of another issuer. */
  readonly keyId: string;
  readonly appId: string;
  readonly environment: Environment;
  /** Products the credential is for; absent when it is for all that its app subscribes to. */
  readonly productIds?: ReadonlySet<string>;
  /** What the credential says of the body: it is read whole and held to all of them before it is forwarded. */
  readonly bodyDigests?: readonly BodyDigest[];
  /** Headers that carried the credential, lower case: never forwarded. */
  readonly credentialHeaders: readonly string[];
}

/** Names and values in turn. */
export type HeaderPairs = readonly string[];

export interface Continue {
  readonly kind: 'continue';
  readonly principal?: Principal;
  readonly responseHeaders?: HeaderPairs;
  /** The most a body may have, when less than the API version allows. */
  readonly maxBodyBytes?: number;
  /** What is forwarded in place of what came; of phases `access` and `request`. */
  readonly forward?: ForwardedRequest;
  /** A finding that is only reported: the engine counts it and logs some. */
  readonly finding?: string;
  /** What the request holds while it is under way. */
  readonly ticket?: Ticket;
}

/** Something held for a request: released when the exchange is over, however it ended. */
export interface Ticket {
  /** Called once. */
  release(): void;
}

/** Parts of a request that replace those that came. */
export interface ForwardedRequest {
  /** All headers but ours, names in lower case. */
  readonly headers?: HeaderPairs;
  readonly query?: string;
  readonly body?: Uint8Array;
}

/** One thing that is wrong with a request. */
export interface PlacedError {
  /** Such as `query.limit` or `body/items/0`. */
  readonly location: string;
  readonly message: string;
}

export interface Reject {
  readonly kind: 'reject';
  readonly problem: GatewayProblemCode;
  /** Public: what happened and what to do. */
  readonly detail: string;
  readonly headers?: HeaderPairs;
  /** Not public: what the operator finds in the log. */
  readonly finding?: string;
  /** What is wrong, place by place. */
  readonly errors?: readonly PlacedError[];
  /**
   * Of an authenticating policy that leaves the request to the next one: `absent` when no credential was sent,
   * `foreign` when one was sent that is another method's. A credential of its own, good or bad, it decides.
   */
  readonly credential?: 'absent' | 'foreign';
}

/**
 * A complete answer that is no problem, such as that to a CORS preflight. It is not billed, and takes no quota unless it
 * is mocked.
 */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: HeaderPairs;
  readonly body?: Uint8Array;
  /** Whether it stands for the answer of the upstream: limits and quota hold, and usage says that it was mocked. */
  readonly isMocked?: true;
}

export type Decision = Continue | Reject | Answer;

/** A policy at work. A throw is a bug: the engine answers 500 and never admits. */
export type PolicyHandler<Config> = (request: PolicyRequest, config: Config) => Decision | Promise<Decision>;

/** The light view of an upstream's answer. */
export interface PolicyResponse {
  readonly status: number;
  /** Its headers without ours, names in lower case. */
  readonly headers: HeaderPairs;
  /** The whole body, for policies that asked for it by `bodyBytes`; else null. */
  readonly body: Uint8Array | null;
}

/** What is sent to the caller in place of what the upstream answered. */
export interface ResponseChange {
  readonly kind: 'continue';
  readonly status?: number;
  readonly headers?: HeaderPairs;
  readonly body?: Uint8Array;
  /** A finding that is only reported. */
  readonly finding?: string;
}

/** A policy of phase `response` at work. A throw is a bug: the caller gets 500 in place of the answer. */
export type ResponseHandler<Config> = (
  response: PolicyResponse,
  config: Config,
  request: PolicyRequest,
) => ResponseChange | Reject | Promise<ResponseChange | Reject>;

/** The decision that changes nothing. */
export const CONTINUE: Continue = Object.freeze({ kind: 'continue' });
