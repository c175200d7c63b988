import type { GatewayProblemCode } from '@tollgate/domain/problem-codes';
import type { ProblemText } from './problem-text.ts';

/** Problems of keys, subscriptions and payment. */
export const ACCESS_PROBLEMS = {
  key_missing: {
    meaning: 'The request carried no API key.',
    causes: ['The header was not sent.', 'A proxy or a redirect dropped it.'],
    mend: [
      'Send the key as `Authorization: Bearer tg_live_…` or as `X-API-Key: tg_live_…`.',
      'Check that your library keeps the header when it follows a redirect.',
    ],
    example: 'Send your API key as "Authorization: Bearer <key>" or "X-API-Key: <key>".',
  },
  key_malformed: {
    meaning: 'What was sent is not a whole key: its length or its checksum is wrong. Nothing was looked up.',
    causes: [
      'The key was cut off when it was copied.',
      'Quotes, spaces or a line break came along.',
      'Several different keys were sent at once.',
    ],
    mend: ['Copy the key again, from `tg_` to its last letter, and send it in one header only.'],
  },
  key_unknown: {
    meaning: 'The key is well formed, but no app has it.',
    causes: ['The key belongs to another provider, or to another installation.', 'The app was deleted.'],
    mend: ['Check that you call the address the portal names.', 'Create a new key in your app.'],
  },
  key_revoked: {
    meaning: 'The key was revoked, and stays so.',
    causes: ['Somebody revoked it in the portal or the console.', 'It was replaced and its overlap ended.'],
    mend: ['Create a new key in your app and replace the old one everywhere.'],
  },
  key_expired: {
    meaning: 'The time of the key is over.',
    causes: ['It was made with an expiry.', 'It was rotated, and the overlap with the new key has ended.'],
    mend: ['Use the key that replaced it, or create a new one in your app.'],
  },
  key_wrong_environment: {
    meaning:
      'The key belongs to the other environment: a test key at a live address, or the other way round.',
    causes: ['Settings of the test system were copied to the live one.'],
    mend: ['Use a key whose prefix, `tg_live_` or `tg_test_`, fits the address.'],
  },
  not_subscribed: {
    meaning: 'The key is right, but its app has no subscription to this API.',
    causes: [
      'The app was never subscribed, or its subscription was cancelled.',
      'The subscription is to another product, or the product does not cover this operation.',
    ],
    mend: ['Subscribe the app to a plan of a product that holds this operation.'],
  },
  plan_inactive: {
    meaning: 'The app has a subscription, but it does not work at the moment.',
    causes: [
      'It waits for the approval of the provider.',
      'The provider suspended it.',
      'The provider blocked the developer of the app.',
    ],
    mend: ['Look at the subscription on the page of your app.', 'Ask the provider to approve or resume it.'],
  },
  payment_overdue: {
    meaning: 'An invoice of this subscription is overdue, and the provider stops calls until it is paid.',
    causes: ['A payment failed.', 'The invoice was overlooked.'],
    mend: ['Pay the invoice that the portal shows as due.'],
    notYet:
      'An unpaid invoice stops no calls: a provider suspends the subscription by hand (`plan_inactive`).',
  },
  spend_cap_reached: {
    meaning: 'The amount that you allowed for this period is used up.',
    causes: ['The app was busier than planned.', 'The cap is lower than the price of normal use.'],
    mend: ['Raise the cap, or wait for the next period.'],
    notYet: 'There are no spend caps. The quota of a plan limits what a period can cost (`quota_exceeded`).',
  },
  forbidden: {
    meaning: 'A rule of the provider does not allow this request. The key plays no part in it.',
    causes: [
      'The address you call from is not on the list of the provider.',
      'The action is for another kind of account.',
    ],
    mend: ['Ask the provider which rule it met, and tell the request id.'],
  },
} satisfies Partial<Record<GatewayProblemCode, ProblemText>>;
