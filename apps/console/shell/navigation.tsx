import type { NavGroup } from '@tollgate/ui/navigation/side-nav';
import {
  Activity,
  Boxes,
  FileText,
  KeyRound,
  LayoutDashboard,
  Mail,
  Microscope,
  Network,
  ReceiptText,
  ScrollText,
  Search,
  Settings,
  Ticket,
  UserRound,
  Users,
} from 'lucide-react';
import { paths } from './paths.ts';

/** The sidebar. */
export const navigation: NavGroup[] = [
  { items: [{ label: 'Overview', href: paths.overview(), icon: <LayoutDashboard /> }] },
  {
    label: 'Publish',
    items: [
      { label: 'APIs', href: paths.apis(), icon: <FileText /> },
      { label: 'Products', href: paths.products(), icon: <Boxes /> },
    ],
  },
  {
    label: 'Customers',
    items: [
      { label: 'Developers', href: paths.developers(), icon: <UserRound /> },
      { label: 'Subscriptions', href: paths.subscriptions(), icon: <Ticket /> },
      { label: 'Invoices', href: paths.invoices(), icon: <ReceiptText /> },
    ],
  },
  {
    label: 'Watch',
    items: [
      { label: 'Usage', href: paths.usage(), icon: <Activity /> },
      { label: 'Requests', href: paths.requests(), icon: <Search /> },
      { label: 'Explain', href: paths.explanations(), icon: <Microscope /> },
      { label: 'Gateways', href: paths.gateways(), icon: <Network /> },
      { label: 'Audit log', href: paths.audit(), icon: <ScrollText /> },
    ],
  },
  {
    label: 'Tenant',
    items: [
      { label: 'Members', href: paths.members(), icon: <Users /> },
      { label: 'Tokens', href: paths.tokens(), icon: <KeyRound /> },
      { label: 'Mail', href: paths.mails(), icon: <Mail /> },
      { label: 'Settings', href: paths.settings(), icon: <Settings /> },
    ],
  },
];
