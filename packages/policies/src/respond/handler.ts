import { toPairs } from '../header-names.ts';
import { isAmong } from '../path-patterns.ts';
import { type Answer, CONTINUE, type PolicyHandler } from '../policy.ts';
import type { RespondConfig } from './schema.ts';

/** Makes the handler of the respond policy. */
export function createRespondHandler(): PolicyHandler<RespondConfig> {
  const answers = new WeakMap<RespondConfig, Answer>();
  return (request, config) => {
    if (!isAmong(config.paths, request.rest)) return CONTINUE;
    let answer = answers.get(config);
    if (!answer) {
      answer = makeAnswer(config);
      answers.set(config, answer);
    }
    return answer;
  };
}

function makeAnswer({ status, contentType, body, headers }: RespondConfig): Answer {
  const pairs = toPairs(headers);
  if (status === 204 || status === 205 || status === 304) return { kind: 'answer', status, headers: pairs };
  const type = body === '' ? [] : ['content-type', contentType];
  return { kind: 'answer', status, headers: [...type, ...pairs], body: new TextEncoder().encode(body) };
}
