import { refuseOrReport } from '../finding.ts';
import type { PolicyHandler, Reject } from '../policy.ts';
import type { BotRulesConfig } from './schema.ts';

/** Parts that must follow one another. */
type Rule = readonly string[];

interface Rules {
  readonly allow: readonly Rule[];
  readonly deny: readonly Rule[];
}

const REFUSAL: Reject = {
  kind: 'reject',
  problem: 'forbidden',
  detail: 'Calls from this client are not allowed: its User-Agent is refused.',
};

/** Makes the handler of the bot-rules policy. */
export function createBotRulesHandler(): PolicyHandler<BotRulesConfig> {
  const compiled = new WeakMap<BotRulesConfig, Rules>();
  return (request, config) => {
    let rules = compiled.get(config);
    if (!rules) {
      rules = { allow: config.allow.map(compile), deny: config.deny.map(compile) };
      compiled.set(config, rules);
    }
    const agent = request.headerValues('user-agent').join(' ').toLowerCase();
    return refuseOrReport(config.mode, isRefused(agent, rules, config) ? REFUSAL : null);
  };
}

function isRefused(agent: string, rules: Rules, config: BotRulesConfig): boolean {
  if (agent.trim() === '') return config.refuseMissing;
  if (rules.allow.some((rule) => fits(rule, agent))) return false;
  return rules.deny.some((rule) => fits(rule, agent)) || config.others === 'refuse';
}

function compile(text: string): Rule {
  return text.toLowerCase().split('*').filter(Boolean);
}

function fits(rule: Rule, agent: string): boolean {
  let at = 0;
  for (const part of rule) {
    const found = agent.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return true;
}
