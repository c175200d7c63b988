import { Balancing } from '@tollgate/domain/balancing';
import { expect, test } from 'vitest';
import { balancingValues, PARTS, readBalancing } from './balancing-values.ts';

/** What a browser sends of a form that shows all of these values. */
function sent(balancing: Balancing): FormData {
  const { fields, targets, method, hashBy, on } = balancingValues(balancing);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [row, target] of targets.entries()) {
    form.set(`balancing.targets.${row}.url`, target.url);
    form.set(`balancing.targets.${row}.weight`, target.weight);
  }
  form.set('balancing.method', method);
  form.set('balancing.hashBy', hashBy);
  for (const part of on) form.set(`on.${part}`, 'on');
  return form;
}

test('what the form shows is what it saves', () => {
  const balancing = Balancing.parse({
    targets: [{ url: 'https://b.example', weight: 3 }, { url: 'https://c.example' }],
    method: 'consistent_hash',
    hashBy: 'cookie',
    hashName: 'sid',
    slowStartMs: 5000,
    ejection: { failures: 7 },
    healthCheck: { path: '/health' },
    breaker: {},
    retries: { attempts: 2 },
  });
  expect(readBalancing(sent(balancing))).toEqual(balancing);
});

test('a form with nothing turned on and no further target goes back to one target', () => {
  expect(readBalancing(new FormData())).toBeNull();
  expect(readBalancing(sent(Balancing.parse({ slowStartMs: 7 })))).toBeNull();
});

test('what a part starts with is what it is without a word', () => {
  expect(
    Balancing.parse({ ejection: {}, healthCheck: { path: '/' }, breaker: {}, retries: {} }),
  ).toMatchObject(PARTS);
});

test('what is no number is left for the verb to refuse by name', () => {
  const form = sent(Balancing.parse({ breaker: {} }));
  form.set('balancing.breaker.probes', 'many');
  const { error } = Balancing.safeParse(readBalancing(form));
  expect(error?.issues[0]?.path).toEqual(['breaker', 'probes']);
});
