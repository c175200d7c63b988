import { createServices } from '../context/create-services.ts';
import { serviceOptions } from '../environment/config.ts';
import { takeBillingTurn } from '../invoices/billing/billing-turn.ts';
import { type DemoConfig, readDemoConfig } from './demo-config.ts';
import { type DemoResult, readEarlierResult } from './demo-result.ts';
import { seedCatalog } from './seed-catalog.ts';
import { DEVELOPER, seedDevelopers } from './seed-developers.ts';
import { PEOPLE, seedTenant } from './seed-tenant.ts';
import { seedTraffic } from './seed-traffic.ts';

/**
 * Makes the demo: tenant Atlas with an API, a product, two plans, a developer with two apps and weeks of usage, all
 * through the same verbs and tables as everything else. A second run finds what is there and makes nothing twice.
 */
export async function seedDemo(environment: NodeJS.ProcessEnv): Promise<DemoResult> {
  const config = readDemoConfig(environment);
  const services = createServices(serviceOptions(config));
  try {
    const earlier = await readEarlierResult(config.DEMO_RESULT_FILE);
    const tenant = await seedTenant(services, earlier?.adminToken);
    const catalog = await seedCatalog(tenant, config.DEMO_UPSTREAM_URL);
    // A period that is over must not be invoiced while its usage is still being written.
    const developers = await takeBillingTurn(services, async () => {
      const made = await seedDevelopers(tenant, catalog, earlier?.demo.apiKey);
      // A result is written once all is there, so after one no second look at weeks of usage is needed.
      if (!earlier) await seedTraffic(tenant, catalog, made, config.GATEWAY_REGION);
      return made;
    });
    return toResult(config, {
      adminToken: tenant.adminToken,
      apiKey: developers.apiKey,
      gatewayUrl: catalog.apiVersion.gatewayUrl,
      slug: tenant.slug,
    });
  } finally {
    await services.db.close();
    await services.analytics.close();
  }
}

function toResult(
  config: DemoConfig,
  made: { adminToken: string; apiKey: string; gatewayUrl: string; slug: string },
): DemoResult {
  const console = PEOPLE.map(({ who, email, password }) => ({
    who,
    url: config.CONSOLE_URL,
    email,
    password,
  }));
  const portal = {
    who: 'developer',
    url: `${config.PORTAL_URL}/${made.slug}`,
    email: DEVELOPER.email,
    password: DEVELOPER.password,
  };
  return {
    adminToken: made.adminToken,
    demo: {
      tenant: made.slug,
      product: 'atlas-api',
      apiKey: made.apiKey,
      request: `${made.gatewayUrl}/countries/FR`,
    },
    signIns: [...console, portal],
  };
}
