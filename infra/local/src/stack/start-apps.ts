import { join } from 'node:path';
import type { DemoResult } from '@tollgate/services/demo/demo-result';
import { buildApp } from '../apps/build-app.ts';
import { withBuildLock } from '../apps/build-lock.ts';
import { runSeed } from '../seed/run-seed.ts';
import { appDefinitions } from './app-definitions.ts';
import { createEnvironments, type Environments } from './environment.ts';
import type { StartContext } from './start-stores.ts';
import { startStores } from './start-stores.ts';
import { type StoreUrls, storeUrls } from './stores.ts';
import { supervise } from './supervise.ts';

/** Starts stores, builds, processes and the demo's data, each as soon as what it needs is there. */
export async function startEverything(context: StartContext, isDev: boolean): Promise<DemoResult> {
  const { config, secrets } = context;
  const planned = storeUrls(config, secrets);
  const forBuild = createEnvironments(config, secrets, planned);
  const building = isDev ? undefined : buildApps(context, forBuild);
  // Handled where it is awaited; until then a failed build must not end the process.
  building?.catch(() => {});
  const stores = await Promise.race([startStores(context, planned), failureOf(building)]);
  return startProcesses(context, stores, building, isDev);
}

async function startProcesses(
  context: StartContext,
  stores: StoreUrls,
  building: Promise<void> | undefined,
  isDev: boolean,
): Promise<DemoResult> {
  const { config, secrets, guard, progress } = context;
  const environments = createEnvironments(config, secrets, stores);
  const definitions = appDefinitions({ config, environments, isDev });
  const start = (name: keyof typeof definitions, title: string) =>
    progress.step(title, () => supervise(definitions[name], guard, progress.say));
  const { ports } = config;
  // The seeder imports the document that the demo upstream serves.
  const seeded = start('demo', `Demo upstream on port ${ports.demo}`).then(() =>
    progress.step('Demo data', () => runSeed(context, environments.seed)),
  );
  const [demo] = await Promise.all([
    seeded,
    start('api', `API on port ${ports.api}`).then(() => start('gateway', `Gateway on port ${ports.gateway}`)),
    // The seeder does the worker's part itself, at the times of its story.
    seeded.then(() => start('worker', 'Worker')),
    Promise.resolve(building).then(() =>
      Promise.all([
        start('console', `Console on port ${ports.console}`),
        start('portal', `Portal on port ${ports.portal}`),
      ]),
    ),
  ]);
  return demo;
}

async function buildApps(context: StartContext, environments: Environments): Promise<void> {
  const { config, guard, progress } = context;
  await withBuildLock(config.root, async () => {
    const builds = (['console', 'portal'] as const).map((app) =>
      progress.step(`Build of the ${app}`, async (rename) => {
        const logFile = join(config.dataDir, 'logs', `${app}-build.log`);
        const done = await buildApp({ root: config.root, app, env: environments[app], logFile, guard });
        if (done === 'unchanged') rename(`Build of the ${app}: nothing has changed`);
      }),
    );
    await Promise.all(builds);
  });
}

function failureOf(task: Promise<void> | undefined): Promise<never> {
  return new Promise((_, reject) => {
    task?.catch(reject);
  });
}
