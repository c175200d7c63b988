import { startThrowawayStores } from '@tollgate/local/stores/start-throwaway-stores';
import type { TestProject } from 'vitest/node';
import type {} from './provided-stores.ts';
import { prepareTemplate } from './template-database.ts';

/** Starts Postgres, ClickHouse and Redis once for all test files; a missing one fails the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stores, stop } = await startThrowawayStores({ redisCommand: process.env.TOLLGATE_REDIS_SERVER });
  try {
    await prepareTemplate(stores.postgres);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('stores', stores);
  return stop;
}
