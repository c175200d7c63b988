import { notFound } from 'next/navigation';
import { requireSession } from '../../../server/ctx.ts';

/** An address that is no page, shown inside the console's frame. */
export default async function Page() {
  await requireSession();
  notFound();
}
