import { notFound } from 'next/navigation';

/** An address that is no page, shown inside the portal's frame. */
export default function Page() {
  notFound();
}
