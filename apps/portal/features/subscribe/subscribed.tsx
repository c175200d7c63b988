'use client';

import { Alert } from '@tollgate/ui/feedback/alert';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { useEffect, useRef } from 'react';
import { usePaths } from '../../shell/paths-provider.tsx';
import type { FirstCallRequest } from '../../shell/try/first-call-request.ts';
import { NewKey } from '../first-call/index.ts';

/** What subscribing answered. */
export type SubscribedResult = {
  token?: string;
  appId?: string;
  appName?: string;
  isPending?: boolean;
};

/** Props of `Subscribed`. */
export type SubscribedProps = {
  result: SubscribedResult;
  product: string;
  firstCall: FirstCallRequest | undefined;
};

/** The key, shown once, the first call, and where to go from here. */
export function Subscribed({ result, product, firstCall }: SubscribedProps) {
  const { token = '', appId = '', appName = '', isPending } = result;
  const paths = usePaths();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Card>
        <h2 ref={head} tabIndex={-1} className="mb-4 font-semibold text-base">
          {isPending ? 'Your subscription waits for approval' : `${appName} can call ${product} now`}
        </h2>
        {isPending ? (
          <Alert tone="warning" title="The provider has to approve it first" className="mb-4">
            Keep the key: it starts to work the moment it is approved.
          </Alert>
        ) : null}
        <NewKey token={token} firstCall={firstCall} />
      </Card>
      <Card title="What is next">
        <ol className="flex list-decimal flex-col gap-2 pl-5 text-ui">
          <li>Copy the key to where your app keeps its secrets.</li>
          <li>Send the first call: the answer says what is left in its RateLimit header.</li>
          <li>Watch it arrive in your usage, seconds later.</li>
        </ol>
        <div className="mt-4 grid gap-2">
          {firstCall ? <ButtonLink href={paths.docs(firstCall.where)}>Read the docs</ButtonLink> : null}
          <ButtonLink href={paths.app(appId)}>Open {appName}</ButtonLink>
          <ButtonLink href={paths.usage({ app: appId })}>See your usage</ButtonLink>
        </div>
      </Card>
    </div>
  );
}
